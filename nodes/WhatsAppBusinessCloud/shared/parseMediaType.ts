/** A media type with its parameters. */
export interface MediaType {
	/** `type/subtype` in lower case. */
	type: string;
	/** By name in lower case. Values are unquoted. When a name occurs twice, the first one is kept. */
	parameters: ReadonlyMap<string, string>;
}

const TYPE = /^[ \t]*([\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)[ \t]*(?=;|$)/;

const PARAMETER = /;[ \t]*(?:([\w!#$%&'*+.^`|~-]+)=(?:"([^"\\]*(?:\\[^][^"\\]*)*)"|([^\s;"]+))[ \t]*)?(?=;|$)/y;

/**
 * Parses the value of a Content-Type header (RFC 9110, section 8.3.1).
 * @returns undefined when it is not a media type
 */
export function parseMediaType(text: string): MediaType | undefined {
	const found = TYPE.exec(text);
	if (found === null) return undefined;
	const parameters = new Map<string, string>();
	PARAMETER.lastIndex = found[0].length;
	while (PARAMETER.lastIndex < text.length) {
		const parameter = PARAMETER.exec(text);
		if (parameter === null) return undefined;
		const [, name, quoted, token] = parameter;
		const key = name?.toLowerCase();
		if (key !== undefined && !parameters.has(key)) parameters.set(key, token ?? quoted.replace(/\\([^])/g, '$1'));
	}
	return { type: found[1].toLowerCase(), parameters };
}
