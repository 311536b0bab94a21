/** A stretch of an official text. */
export interface BoldPart {
  readonly text: string;
  readonly isBold: boolean;
}

/** @returns an official text in its stretches: `**` marks where the source begins and ends to be bold */
export function boldParts(text: string): readonly BoldPart[] {
  return text.split('**').map((part, index) => ({ text: part, isBold: index % 2 === 1 }));
}
