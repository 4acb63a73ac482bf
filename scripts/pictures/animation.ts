import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { FRAMES } from '../../test/e2e/support/browser';
import { FOLDER } from './folder';
import { animate, sideBySide } from './gif';

const picture = (file: string): PNG => PNG.sync.read(readFileSync(join(FRAMES, file)));

/** Makes the README's animation from the frames that the last run of the end-to-end tests took. */
export function conversationAnimation(): void {
	const files = existsSync(FRAMES) ? readdirSync(FRAMES).sort() : [];
	const names = files.filter((file) => file.endsWith('-n8n.png')).map((file) => file.replace(/-n8n\.png$/, ''));
	if (names.length === 0) throw new Error('There are no frames. `npm run docs:pictures -- editor` takes them.');
	const frames = names.map((name) => ({
		picture: sideBySide(picture(`${name}-n8n.png`), picture(`${name}-phone.png`)),
		delay: Number(name.split('-')[1]),
	}));
	writeFileSync(join(FOLDER, 'conversation.gif'), animate(frames));
}
