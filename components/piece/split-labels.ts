/** @returns the labels in a field, which stand with commas between them, of whatever script */
export function splitLabels(text: string): string[] {
  return text
    .split(/[,;،、，]/u)
    .map((label) => label.trim())
    .filter(Boolean);
}
