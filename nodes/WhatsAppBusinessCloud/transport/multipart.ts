import { randomBytes } from 'crypto';

/** File names go into a quoted string of a header (RFC 7578, section 4.2): no quotes, no line breaks. */
function headerSafe(text: string): string {
	return text.replace(/"/g, '%22').replace(/[\r\n\u0000]+/g, ' ');
}

/** A form with one file (RFC 7578): the bytes before and after the file content. */
export interface FileForm {
	/** Includes the boundary. */
	contentType: string;
	head: Buffer;
	tail: Buffer;
}

/**
 * Builds the form around a file.
 * @param fields the other fields, in the order in which they are sent
 */
export function fileForm(fields: Record<string, string>, file: { fileName: string; mimeType: string }): FileForm {
	const boundary = `----n8n-whatsapp-${randomBytes(16).toString('hex')}`;
	const start = (disposition: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
	const plain = Object.entries(fields).map(([name, value]) => `${start(`name="${name}"`)}\r\n${headerSafe(value)}\r\n`);
	const head = `${plain.join('')}${start(`name="file"; filename="${headerSafe(file.fileName)}"`)}Content-Type: ${headerSafe(file.mimeType)}\r\n\r\n`;
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		head: Buffer.from(head),
		tail: Buffer.from(`\r\n--${boundary}--\r\n`),
	};
}
