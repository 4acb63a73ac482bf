import type { TestEnvironment } from '../support/testEnvironment';
import { canvasPictures } from './pictures/canvases';
import { conversationFrames } from './pictures/conversation';
import { editorPictures } from './pictures/editor';
import { readmePictures } from './pictures/readme';

/**
 * Takes all pictures of n8n's editor that the documentation shows. `npm run docs:pictures` runs these tests and copies
 * the pictures to docs/images.
 */
export function documentationPictures(env: () => TestEnvironment): void {
	readmePictures(env);
	editorPictures(env);
	canvasPictures(env);
	conversationFrames(env);
}
