import { writeOggOpus } from '../../nodes/WhatsAppBusinessCloud/messages/opus/oggOpus';

/** What the simulated model hears in every voice message. */
export const SIMULATED_TRANSCRIPT = 'Are you open on Sunday?';

/** A frame of 20 ms of silence. RFC 6716. */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

/** Header of a stream with one channel. RFC 7845, section 5.1. */
const HEAD = Buffer.from('4f707573486561640101380180bb0000000000', 'hex');

/** What the simulated model speaks: a second of silence, OGG with the Opus codec. */
export const simulatedSpeech = (): Buffer =>
	writeOggOpus({ head: HEAD, packets: Array.from({ length: 50 }, () => SILENCE), padding: 0 });
