/** A stretch of an official text. */
export interface BoldPart {
  readonly text: string;
  readonly isBold: boolean;
}

/** @returns the parts of an official text; `**` marks where bold begins and ends in the source */
export function boldParts(text: string): readonly BoldPart[] {
  return text.split('**').map((part, index) => ({ text: part, isBold: index % 2 === 1 }));
}
