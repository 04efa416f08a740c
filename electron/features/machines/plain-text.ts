/** A program's output without what only a terminal understands: colours are left out, and a line that was written anew stands once. */

export function plainText(text: string): string {
  return text

    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g, '')
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(line.replace(/\r+$/, '').lastIndexOf('\r') + 1).replaceAll('\r', ''))
    .join('\n')

    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
}
