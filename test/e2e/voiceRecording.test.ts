import { toOggOpus } from '../../nodes/WhatsAppBusinessCloud/messages/opus/repackage';
import { Browser, describeInChromium } from './support/browser';

/** Runs in the page: records a tone of half a second as a web page does. @returns the file in base64 */
async function record(): Promise<string> {
	const context = new AudioContext();
	const tone = context.createOscillator();
	const recorded = context.createMediaStreamDestination();
	recorded.channelCount = 1;
	tone.connect(recorded);
	tone.start();
	const recorder = new MediaRecorder(recorded.stream, { mimeType: 'audio/webm;codecs=opus' });
	const chunks: Blob[] = [];
	recorder.ondataavailable = ({ data }) => void chunks.push(data);
	const stopped = new Promise((resolve) => (recorder.onstop = resolve));
	recorder.start(100);
	const end = context.currentTime + 0.5;
	while (context.currentTime < end) await new Promise((resolve) => setTimeout(resolve, 20));
	recorder.stop();
	await stopped;
	const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Runs in the page: decodes a file. @returns seconds and channels, and the loudest sample */
async function decode(base64: string): Promise<{ seconds: number; channels: number; peak: number }> {
	const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	const audio = await new AudioContext().decodeAudioData(bytes.buffer);
	return {
		seconds: audio.duration,
		channels: audio.numberOfChannels,
		peak: audio.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
	};
}

describeInChromium(__filename, 'a recording of a browser', () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await Browser.open('voice-recording');
	});
	afterAll(async () => await browser?.close());

	it('plays as long and as loud after it was repackaged as OGG', async () => {
		const webm = Buffer.from(await browser.page.evaluate(record), 'base64');
		const ogg = toOggOpus(webm);
		expect(ogg?.toString('latin1', 0, 4)).toBe('OggS');
		const [before, after] = [
			await browser.page.evaluate(decode, webm.toString('base64')),
			await browser.page.evaluate(decode, ogg!.toString('base64')),
		];
		expect(after.channels).toBe(before.channels);
		expect(after.seconds).toBeGreaterThan(0.3);
		expect(Math.abs(after.seconds - before.seconds)).toBeLessThan(0.1);
		expect(after.peak).toBeGreaterThan(0.5);
	});
});
