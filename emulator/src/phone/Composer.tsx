import { useEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { summary } from './summary';
import type { Media } from '../phoneApi/types';
import { upload } from './api';
import { Icon, type IconName } from './icons';
import { sheet } from './openSheet';
import { attempt, business, customer, perform, quoted, selected } from './store';

interface Attachment {
	label: string;
	icon: IconName;
	kind: Media['kind'];
	accept: string;
	isVoice?: boolean;
}

/** Meta docs: Media > Supported media types. */
const attachments: Attachment[] = [
	{ label: 'Photo', icon: 'image', kind: 'image', accept: 'image/jpeg,image/png' },
	{ label: 'Video', icon: 'image', kind: 'video', accept: 'video/mp4,video/3gpp' },
	{ label: 'Document', icon: 'document', kind: 'document', accept: '' },
	{ label: 'Audio file', icon: 'music', kind: 'audio', accept: 'audio/*' },
	{
		label: 'Voice message from file',
		icon: 'microphone',
		kind: 'audio',
		accept: 'audio/ogg,.ogg,.opus',
		isVoice: true,
	},
	{ label: 'Sticker', icon: 'image', kind: 'sticker', accept: 'image/webp' },
];

/** Uploads a file and sends it. */
async function sendFile(
	file: Blob,
	name: string,
	{ kind, isVoice }: Pick<Attachment, 'kind' | 'isVoice'>,
	caption = '',
): Promise<boolean> {
	const chosen = selected.value;
	if (!chosen) return false;
	const quote = quoted.value?.id;
	let sent = false;
	await attempt(async () => {
		const { id } = await upload(file, name, chosen.business);
		sent = await perform({
			do: 'media',
			kind,
			media: id,
			...(caption === '' ? {} : { caption }),
			...(isVoice ? { voice: true } : {}),
			...(quote === undefined ? {} : { quote }),
		});
	});
	if (sent) quoted.value = undefined;
	return sent;
}

/** Where the customer writes. */
export function Composer(): JSX.Element {
	const field = useRef<HTMLTextAreaElement>(null);
	const [hasText, setHasText] = useState(false);
	const [isOpen, setOpen] = useState(false);
	const reply = quoted.value;
	const chosen = selected.value;
	useEffect(() => {
		if (reply) field.current?.focus();
	}, [reply]);
	useEffect(() => {
		if (field.current) field.current.value = '';
		setHasText(false);
	}, [chosen]);
	const grow = (): void => {
		const area = field.current;
		if (!area) return;
		area.style.height = 'auto';
		area.style.height = `${Math.min(area.scrollHeight, 140)}px`;
		setHasText(area.value.trim() !== '');
	};
	const send = async (): Promise<void> => {
		const area = field.current;
		const text = area?.value ?? '';
		if (!area || text.trim() === '') return;
		area.value = '';
		grow();
		const sent = await perform({ do: 'text', text, ...(reply ? { quote: reply.id } : {}) });
		if (sent) quoted.value = undefined;
		else if (area.value === '') {
			area.value = text;
			grow();
		}
	};
	const pick = async (attachment: Attachment, input: HTMLInputElement): Promise<void> => {
		const file = input.files?.[0];
		input.value = '';
		setOpen(false);
		if (!file) return;
		const caption = ['image', 'video', 'document'].includes(attachment.kind) ? (field.current?.value ?? '') : '';
		if ((await sendFile(file, file.name, attachment, caption.trim())) && caption !== '' && field.current) {
			field.current.value = '';
			grow();
		}
	};
	const reason = whyNot();
	if (reason !== undefined) return <p class="cannot-write">{reason}</p>;
	return (
		<form
			class="composer"
			onSubmit={(event) => {
				event.preventDefault();
				void send();
			}}
		>
			{reply && (
				<div class="replying">
					<span>
						<b>{reply.from === 'customer' ? 'You' : business.value?.name}</b>
						{summary(reply)}
					</span>
					<button type="button" class="round" aria-label="Cancel reply" onClick={() => (quoted.value = undefined)}>
						<Icon name="close" />
					</button>
				</div>
			)}
			{isOpen && (
				<div class="attachments" role="group" aria-label="Attach">
					{attachments.map((attachment) => (
						<label class="attachment">
							<Icon name={attachment.icon} />
							<span>{attachment.label}</span>
							<input
								type="file"
								accept={attachment.accept}
								onChange={({ currentTarget }) => void pick(attachment, currentTarget)}
							/>
						</label>
					))}
					{(
						[
							['Location', 'place', 'location'],
							['Contact', 'person', 'contact'],
							['Order', 'cart', 'cart'],
						] as const
					).map(([label, icon, kind]) => (
						<button
							type="button"
							class="attachment"
							onClick={() => {
								setOpen(false);
								sheet.value = { kind };
							}}
						>
							<Icon name={icon} />
							<span>{label}</span>
						</button>
					))}
				</div>
			)}
			<div class="bar">
				<button type="button" class="round" aria-label="Attach" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
					<Icon name="attach" />
				</button>
				<textarea
					ref={field}
					rows={1}
					placeholder="Message"
					aria-label="Message"
					onInput={grow}
					onKeyDown={(event) => {
						if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
						event.preventDefault();
						void send();
					}}
				/>
				{hasText ? (
					<button type="submit" class="round main" aria-label="Send">
						<Icon name="send" />
					</button>
				) : (
					<Recorder />
				)}
			</div>
		</form>
	);
}

/** Why the customer cannot write now; undefined when they can. */
function whyNot(): string | undefined {
	const who = customer.value;
	if (who?.condition === 'noWhatsApp') return 'This customer is not on WhatsApp.';
	if (who?.condition === 'offline') return 'This phone is offline. Change that in the settings of the customer.';
	return who?.blocked.includes(business.value?.id ?? '') ? 'You blocked this business.' : undefined;
}

/** How often the browser hands over what it has recorded. */
const SLICE_MS = 200;

/** Records a voice message. It cannot be sent before there is something in it. */
function Recorder(): JSX.Element {
	const recorder = useRef<MediaRecorder | undefined>(undefined);
	const [isOn, setOn] = useState(false);
	const [hasSound, setHasSound] = useState(false);
	const toggle = async (): Promise<void> => {
		if (recorder.current) {
			recorder.current.stop();
			return;
		}
		await attempt(async () => {
			const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
			const isOgg = MediaRecorder.isTypeSupported('audio/ogg;codecs=opus');
			const started = new MediaRecorder(stream, {
				mimeType: isOgg ? 'audio/ogg;codecs=opus' : 'audio/webm;codecs=opus',
			});
			const parts: Blob[] = [];
			started.addEventListener('dataavailable', ({ data }) => {
				parts.push(data);
				if (data.size > 0) setHasSound(true);
			});
			started.addEventListener('stop', () => {
				for (const track of stream.getTracks()) track.stop();
				recorder.current = undefined;
				setOn(false);
				const type = isOgg ? 'audio/ogg' : 'audio/webm';
				void sendFile(new Blob(parts, { type }), 'voice.ogg', { kind: 'audio', isVoice: true });
			});
			started.start(SLICE_MS);
			recorder.current = started;
			setHasSound(false);
			setOn(true);
		});
	};
	return (
		<button
			type="button"
			class={isOn ? 'round main recording' : 'round'}
			aria-label={isOn ? 'Stop and send' : 'Record a voice message'}
			disabled={isOn && !hasSound}
			onClick={() => void toggle()}
		>
			<Icon name={isOn ? 'stop' : 'microphone'} />
		</button>
	);
}
