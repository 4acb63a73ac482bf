/** Types outside `text/` whose content is text. Types that end in +json or +xml are as well. */
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
 * Whether a file of this type is text, such as CSV, XML, HTML, Markdown, JSON or source code. Meta's upload takes text/plain only
 * (Meta docs: Media > Supported media types), which is true of them all; the name of the file says what kind of text it is.
 * Archives and pictures are not, even where, as in SVG, they are written in XML.
 * @param type lower case, without parameters
 */
export const isText = (type: string): boolean =>
	type.startsWith('text/') || textTypes.has(type) || /^application\/[\w.-]+\+(json|xml)$/.test(type);
