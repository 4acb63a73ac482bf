/** The lines of the sample invoice: size of the letters, place from left and bottom, and text. */
const lines: Array<[size: number, x: number, y: number, text: string]> = [
	[22, 60, 770, 'Acme Shop'],
	[14, 60, 730, 'Invoice 2026-118'],
	[11, 60, 690, '1 x Potted succulent'],
	[11, 430, 690, '$12.00'],
	[11, 60, 670, '1 x Lemon tree'],
	[11, 430, 670, '$69.00'],
	[12, 60, 635, 'Total'],
	[12, 430, 635, '$81.00'],
	[9, 60, 580, 'A sample of the Cloud API emulator.'],
];

/** A document of one page (ISO 32000-1, PDF 1.4). */
export function invoice(): Buffer {
	const page = lines.map(([size, x, y, text]) => `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET`).join('\n');
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let file = '%PDF-1.4\n';
	const places = objects.map((content, index) => {
		const place = file.length;
		file += `${index + 1} 0 obj\n${content}\nendobj\n`;
		return place;
	});
	const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
	const count = objects.length + 1;
	return Buffer.from(
		`${file}xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
		'latin1',
	);
}
