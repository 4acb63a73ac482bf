import type { TestEnvironment } from '../support/testEnvironment';
import { canvasPictures } from './pictures/canvases';
import { conversationFrames } from './pictures/conversation';
import { editorPictures } from './pictures/editor';
import { readmePictures } from './pictures/readme';

/**
 * Takes the pictures of n8n's editor that the documentation shows: those of the README in each run, all in one of
 * `npm run docs:pictures`, which copies them to docs/images.
 */
export function documentationPictures(env: () => TestEnvironment): void {
	readmePictures(env);
	if (!process.env.DOCS_PICTURES) return;
	editorPictures(env);
	canvasPictures(env);
	conversationFrames(env);
}
