/** How long the browser may take to start reading a file that it was asked to save, in milliseconds. */
const RELEASE_AFTER_MS = 60_000;

/**
 * Saves a file with the browser's own download, which needs no permission. Only for full pages: a popup
 * closes when a file dialog opens.
 */
export function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, mimeType: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER_MS);
}
