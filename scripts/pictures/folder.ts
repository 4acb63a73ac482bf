import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../n8n/paths';
import { shrink } from './png';

/** Where the pictures of the documentation are. */
export const FOLDER = join(PROJECT, 'docs', 'images');

/** Saves a screenshot as a picture of the documentation, in little space. */
export function savePicture(name: string, screenshot: Buffer): void {
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(join(FOLDER, `${name}.png`), shrink(screenshot));
}

/** The same for a screenshot in a file. */
export const savePictureOf = (name: string, file: string): void => savePicture(name, readFileSync(file));
