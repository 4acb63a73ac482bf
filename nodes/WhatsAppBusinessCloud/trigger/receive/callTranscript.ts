import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { optionalObject, texts } from '../../shared/lenientSchemas';
import { compact, part } from '../../shared/untrustedJson';

/** Bytes of a transcript that is read for its text. A call of an hour has about 1 MB, with the time of each word. */
const MAX_TRANSCRIPT = 20 * 1024 * 1024;

const transcriptSchema = z.object({ transcript: optionalObject(texts('text', 'language')) });

/** The text of a call in a transcript's file. WhatsApp docs: Calling API > Transcription. */
export async function readTranscript(context: IExecuteFunctions, file: IBinaryData): Promise<IDataObject> {
	const { helpers } = context;
	const content = file.id ? await helpers.getBinaryStream(file.id) : Buffer.from(file.data, 'base64');
	const buffer = Buffer.isBuffer(content) ? content : await helpers.binaryToBuffer(content);
	if (buffer.length > MAX_TRANSCRIPT) return {};
	const { transcript } = transcriptSchema.parse(part(JSON.parse(buffer.toString('utf8'))));
	return compact({ text: transcript?.text, language: transcript?.language });
}
