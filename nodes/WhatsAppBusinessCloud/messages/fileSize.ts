import { formatNumber } from '../shared/formatNumber';
import { InputError } from '../shared/inputError';
import { mediaLimits, staticStickerBytes } from './messageLimits';
import type { MediaKind } from './types';
import type { FieldPath } from '../shared/inputPath';

export interface SizeFacts {
	/** Bytes; undefined when unknown. */
	size?: number;
	/** Stickers: whether the picture is animated; undefined when unknown. */
	animated?: boolean;
}

/**
 * Checks a size against the limit of a kind. Meta docs: Media > Supported media types.
 * @param kind the kind whose limit applies
 * @param tooLarge advice for a file that is too large
 * @throws InputError
 */
export function checkSize(kind: MediaKind, { size, animated }: SizeFacts, field: FieldPath, tooLarge: string): void {
	if (size === undefined) return;
	if (size <= 0) {
		throw new InputError(
			field,
			(quoted) => `The file in ${quoted} is empty (0 bytes)`,
			'Check the node that created or fetched the file',
		);
	}
	const isStatic = kind === 'sticker' && animated === false;
	const maxBytes = isStatic ? staticStickerBytes : mediaLimits[kind].maxBytes;
	if (size <= maxBytes) return;
	const unit = kind === 'sticker' ? { name: 'KB', bytes: 1024 } : { name: 'MB', bytes: 1024 * 1024 };
	// Rounded up: a file one byte too large must not read as exactly the limit.
	const actual = formatNumber(Math.ceil((size / unit.bytes) * 100) / 100);
	throw new InputError(
		field,
		(quoted) =>
			`The file in ${quoted} has ${actual} ${unit.name}, WhatsApp allows ${formatNumber(maxBytes / unit.bytes)} ${unit.name} for ${isStatic ? 'static stickers' : mediaLimits[kind].plural}`,
		tooLarge,
	);
}
