const endOfHeader = Buffer.from('\r\n\r\n');
/** A longer header is not a header. */
const maxHeader = 16 * 1024;

/**
 * Reads the content type of each part of a form as it was written, with its parameters: busboy drops those (`audio/ogg;
 * codecs=opus` becomes `audio/ogg`).
 */
export class PartTypes {
	/** The types of the parts whose header has passed, in their order; undefined for a part without one. */
	readonly types: Array<string | undefined> = [];
	private readonly delimiter: Buffer;
	/** Bytes that may be the start of a delimiter, or of a header. The first delimiter has no line before it. */
	private rest: Buffer = Buffer.from('\r\n');
	private isInHeader = false;

	constructor(contentType: string) {
		const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
		this.delimiter = Buffer.from(`\r\n--${quoted ?? plain ?? ''}\r\n`);
	}

	/** Takes the next bytes of the body. */
	add(chunk: Buffer): void {
		this.rest = Buffer.concat([this.rest, chunk]);
		while (this.advance());
	}

	/** @returns whether something was found, and the rest may hold more */
	private advance(): boolean {
		const sought = this.isInHeader ? endOfHeader : this.delimiter;
		const at = this.rest.indexOf(sought);
		if (at < 0) {
			const kept = this.isInHeader ? maxHeader : this.delimiter.length - 1;
			this.rest = this.rest.subarray(Math.max(0, this.rest.length - kept));
			return false;
		}
		if (this.isInHeader) {
			const header = this.rest.subarray(0, at).toString('latin1');
			// Other parts are no parts of the form.
			if (/^content-disposition:[ \t]*form-data\b.*\bname=/im.test(header))
				this.types.push(/^content-type:[ \t]*(.*?)[ \t]*$/im.exec(header)?.[1]);
		}
		// What is found ends with a line break, which may begin what comes next: a part may be empty.
		this.rest = this.rest.subarray(at + sought.length - 2);
		this.isInHeader = !this.isInHeader;
		return true;
	}
}
