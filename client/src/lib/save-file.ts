/** Hands a downloaded file to the browser under its name. */
export function saveFile({ fileName, blob }: { fileName: string; blob: Blob }): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Safari reads the address a little after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
