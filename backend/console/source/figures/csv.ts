/** A table as a file that spreadsheets read. */

type Cell = string | number | null;

/** What begins like a formula would be worked out by a spreadsheet: an apostrophe makes it a text. */
function quoted(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(rows: Cell[][]): string {
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n');
}

export function download(name: string, rows: Cell[][]): void {
  downloadFile(name, new Blob(['\ufeff', csvOf(rows), '\r\n'], { type: 'text/csv;charset=utf-8' }));
}

export function downloadFile(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
