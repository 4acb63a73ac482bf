import { writeOggOpus } from './oggOpus';
import { isMatroska, readWebmOpus } from './webmOpus';

export { isMatroska } from './webmOpus';

/**
 * Repackages Opus audio from WebM as Ogg, without a codec: the packets stay the same.
 * @returns undefined if the file has no audio with the Opus codec
 */
export function toOggOpus(webm: Buffer): Buffer | undefined {
	const audio = isMatroska(webm) ? readWebmOpus(webm) : undefined;
	return audio && writeOggOpus(audio);
}
