import { closeSync, openSync, readSync } from 'node:fs';
import type { UploadedFile } from '../uploadForm';

/** Where the size of a JPEG picture is: after previews and colour profiles. */
const HEAD = 1024 * 1024;

function headOf(path: string): Buffer {
	const head = Buffer.alloc(HEAD);
	const file = openSync(path, 'r');
	try {
		return head.subarray(0, readSync(file, head, 0, HEAD, 0));
	} finally {
		closeSync(file);
	}
}

/** Width and height of a JPEG picture: in its first start-of-frame segment (ITU T.81, B.2.2). */
function sizeOf(bytes: Buffer): { width: number; height: number } | undefined {
	if (bytes.readUInt16BE(0) !== 0xffd8) return undefined;
	for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
		const marker = bytes[at + 1];
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
	}
	return undefined;
}

/** Why a file cannot be a group's picture: Meta's code. Meta docs: Groups API > Error codes, 131209 and 131210. */
export function pictureProblem({ path, size }: UploadedFile): number | undefined {
	const found = size < 4 ? undefined : sizeOf(headOf(path));
	if (!found) return 131053;
	if (found.width !== found.height) return 131209;
	return found.width < 192 ? 131210 : undefined;
}
