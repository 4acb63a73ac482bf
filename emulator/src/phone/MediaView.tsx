import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Media, Place } from '../phoneApi/types';
import { link } from './format';
import { Icon } from './icons';
import { sizeOf } from './time';

/** A file in a message: a picture, a player, or a document to download. */
export function MediaView({ media, onPlay }: { media: Media; onPlay?: () => void }): JSX.Element {
	const [isBroken, setBroken] = useState(false);
	const { kind, src, fileName } = media;
	if (isBroken && kind !== 'document') return <Missing media={media} />;
	switch (kind) {
		case 'image':
			return (
				<a class="picture" href={src} target="_blank" rel="noreferrer">
					<img src={src} alt={fileName ?? 'Photo'} loading="lazy" onError={() => setBroken(true)} />
				</a>
			);
		case 'sticker':
			return <img class="sticker" src={src} alt="Sticker" loading="lazy" onError={() => setBroken(true)} />;
		case 'video':
			return <video src={src} controls preload="metadata" aria-label="Video" onError={() => setBroken(true)} />;
		case 'gif':
			return <video src={src} autoplay loop muted playsInline aria-label="GIF" onError={() => setBroken(true)} />;
		case 'audio':
			return (
				<div class={media.isVoice ? 'voice' : 'audio'}>
					<Icon name={media.isVoice ? 'microphone' : 'music'} />
					<audio
						src={src}
						controls
						preload="metadata"
						aria-label={media.isVoice ? 'Voice message' : 'Audio'}
						onPlay={onPlay}
						onError={() => setBroken(true)}
					/>
				</div>
			);
		default:
			return <DocumentView media={media} />;
	}
}

function DocumentView({ media }: { media: Media }): JSX.Element {
	const { src, fileName = 'Document', size, mimeType } = media;
	const about = [mimeType?.split('/').pop()?.toUpperCase().slice(0, 12), size === undefined ? undefined : sizeOf(size)];
	return (
		<a class="file" href={src} target="_blank" rel="noreferrer" download={fileName}>
			<Icon name="document" size={28} />
			<span>
				<b>{fileName}</b>
				<small>{about.filter(Boolean).join(' · ')}</small>
			</span>
		</a>
	);
}

/** What is shown instead of a file that cannot be loaded. */
function Missing({ media: { kind, fileName } }: { media: Media }): JSX.Element {
	return (
		<div class="missing">
			<Icon name="image" size={28} />
			<span>
				{fileName ?? kind}
				<small>This {kind === 'gif' ? 'GIF' : kind} cannot be shown here</small>
			</span>
		</div>
	);
}

/** A place on a map without a map: coordinates, name and address, and a link to one. */
export function PlaceView({ place: { latitude, longitude, name, address } }: { place: Place }): JSX.Element {
	const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
	const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
	return (
		<div class="place">
			<div class="map" aria-hidden="true">
				<Icon name="place" size={32} />
			</div>
			<div class="about">
				{name !== undefined && <b>{name}</b>}
				{address !== undefined && <span>{address}</span>}
				<small>{at}</small>
				{link(map, 'Open map')}
			</div>
		</div>
	);
}
