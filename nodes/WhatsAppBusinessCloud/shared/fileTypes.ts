/**
 * Media types and their file extensions. New files get the first extension: the one that phones and transcription
 * services know, not the one that tables like mime-db list first (`.oga`, `.mpga`, `.adts`).
 */
const endings: Record<string, readonly string[]> = {
	'application/gzip': ['gz'],
	'application/json': ['json'],
	'application/msword': ['doc'],
	'application/pdf': ['pdf'],
	'application/rtf': ['rtf'],
	'application/vnd.android.package-archive': ['apk'],
	'application/vnd.ms-excel': ['xls'],
	'application/vnd.ms-powerpoint': ['ppt'],
	'application/vnd.oasis.opendocument.presentation': ['odp'],
	'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
	'application/vnd.oasis.opendocument.text': ['odt'],
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
	'application/x-7z-compressed': ['7z'],
	'application/xml': ['xml'],
	'application/zip': ['zip'],
	'audio/aac': ['aac', 'adts'],
	'audio/amr': ['amr'],
	'audio/mp4': ['m4a', 'mp4a'],
	'audio/mpeg': ['mp3', 'mpga'],
	'audio/ogg': ['ogg', 'oga', 'opus'],
	'audio/wav': ['wav'],
	'image/gif': ['gif'],
	'image/heic': ['heic'],
	'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
	'image/png': ['png'],
	'image/svg+xml': ['svg'],
	'image/tiff': ['tif', 'tiff'],
	'image/webp': ['webp'],
	'text/calendar': ['ics'],
	'text/css': ['css'],
	'text/csv': ['csv'],
	'text/html': ['html', 'htm'],
	'text/javascript': ['js', 'mjs', 'cjs'],
	'text/markdown': ['md', 'markdown'],
	'text/plain': ['txt', 'text', 'log'],
	'text/tab-separated-values': ['tsv'],
	'text/vcard': ['vcf', 'vcard'],
	'text/yaml': ['yaml', 'yml'],
	'video/3gpp': ['3gp', '3gpp'],
	'video/mp4': ['mp4', 'mpg4', 'm4v'],
	'video/mpeg': ['mpg', 'mpeg'],
	'video/quicktime': ['mov', 'qt'],
	'video/webm': ['webm'],
};

/** Alternative names of media types, and the name that the table above and Meta use. */
const aliases: Record<string, string> = {
	'application/excel': 'application/vnd.ms-excel',
	'application/mspowerpoint': 'application/vnd.ms-powerpoint',
	'application/ogg': 'audio/ogg',
	'application/powerpoint': 'application/vnd.ms-powerpoint',
	'application/vnd.ms-word': 'application/msword',
	'application/word': 'application/msword',
	'application/x-excel': 'application/vnd.ms-excel',
	'application/x-gzip': 'application/gzip',
	'application/x-msexcel': 'application/vnd.ms-excel',
	'application/x-pdf': 'application/pdf',
	'application/x-zip': 'application/zip',
	'application/x-zip-compressed': 'application/zip',
	'audio/m4a': 'audio/mp4',
	'audio/mp3': 'audio/mpeg',
	'audio/mpeg3': 'audio/mpeg',
	'audio/opus': 'audio/ogg',
	'audio/wave': 'audio/wav',
	'audio/x-aac': 'audio/aac',
	'audio/x-m4a': 'audio/mp4',
	'audio/x-mpeg': 'audio/mpeg',
	'audio/x-wav': 'audio/wav',
	'binary/octet-stream': 'application/octet-stream',
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'image/x-png': 'image/png',
	'text/x-markdown': 'text/markdown',
	'text/x-vcard': 'text/vcard',
	'text/xml': 'application/xml',
	'video/3gp': 'video/3gpp',
};

/**
 * Types that only state the container format. The file name is more specific: n8n's own detection returns these for
 * Office files.
 */
const containers = new Set([
	'application/cdfv2',
	'application/octet-stream',
	'application/vnd.ms-office',
	'application/x-cfb',
	'application/x-ole-storage',
]);

/** File types that are ZIP archives. */
const zipped = new Set(['docx', 'odp', 'ods', 'odt', 'pptx', 'xlsx', 'apk']);

/** The type of a file about which nothing is known. */
export const UNKNOWN_TYPE = 'application/octet-stream';

const byEnding = new Map(
	Object.entries(endings).flatMap(([type, own]) => own.map((ending): [string, string] => [ending, type])),
);

/** Lower case, without parameters such as codecs. */
export const bareType = (mimeType: string): string => mimeType.split(';', 1)[0].trim().toLowerCase();

/**
 * The extension of a file name, lower case and without the dot; empty when it has none. An extension contains a letter,
 * so `Offer v1.2` has none.
 */
export function endingOfName(fileName: string): string {
	const name = fileName.trim().toLowerCase();
	const dot = name.lastIndexOf('.');
	const ending = name.slice(dot + 1);
	const hasStem = dot > 0 && !['.', '/', '\\'].includes(name[dot - 1]);
	return hasStem && /^[a-z0-9]+$/.test(ending) && /[a-z]/.test(ending) ? ending : '';
}

/** The media type of a file name's extension; undefined when the extension is unknown. */
export const typeOfName = (fileName: string): string | undefined => byEnding.get(endingOfName(fileName));

/** A media type by the name that Meta uses: lower case, without parameters. */
export function canonicalType(mimeType: string): string {
	const bare = bareType(mimeType);
	return Object.hasOwn(aliases, bare) ? aliases[bare] : bare;
}

/**
 * The extension, without the dot, for a new file of a media type; undefined when this table does not contain the type.
 */
export function endingOfType(mimeType: string): string | undefined {
	const type = canonicalType(mimeType);
	return Object.hasOwn(endings, type) ? endings[type][0] : undefined;
}

/**
 * The media type of a file: as stated, or from its name when the stated type does not describe the content.
 * @returns lower case, without parameters; UNKNOWN_TYPE when neither is known
 */
export function typeOfFile({ mimeType = '', fileName = '' }: { mimeType?: string; fileName?: string }): string {
	const type = canonicalType(mimeType);
	const typeByName = typeOfName(fileName);
	if (type === 'application/zip' && zipped.has(endingOfName(fileName))) return typeByName!;
	if (!containers.has(type) && /^[\w.+-]+\/[\w.+-]+$/.test(type)) return type;
	return typeByName ?? (containers.has(type) ? type : UNKNOWN_TYPE);
}
