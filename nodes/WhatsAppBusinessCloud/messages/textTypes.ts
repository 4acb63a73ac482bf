/** Types outside `text/` whose content is text. Types ending in +json or +xml are text as well. */
const textTypes = new Set([
	'application/csv',
	'application/dart',
	'application/ecmascript',
	'application/graphql',
	'application/javascript',
	'application/json',
	'application/json5',
	'application/jsonl',
	'application/rtf',
	'application/sql',
	'application/toml',
	'application/typescript',
	'application/x-csh',
	'application/x-httpd-php',
	'application/x-javascript',
	'application/x-json',
	'application/x-latex',
	'application/x-ndjson',
	'application/x-perl',
	'application/x-php',
	'application/x-python',
	'application/x-sh',
	'application/x-sql',
	'application/x-subrip',
	'application/x-tex',
	'application/x-typescript',
	'application/x-yaml',
	'application/xml',
	'application/yaml',
]);

/**
 * Whether a file of this type is text, for example CSV, XML, HTML, Markdown, JSON or source code. Meta's upload accepts
 * only text/plain (Meta docs: Media > Supported media types), which applies to all of them; the file name indicates the
 * kind of text. Archives and pictures are not text, even if, like SVG, they are XML.
 * @param type lower case, without parameters
 */
export const isText = (type: string): boolean =>
	type.startsWith('text/') || textTypes.has(type) || /^application\/[\w.-]+\+(json|xml)$/.test(type);
