import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Card, Content, Entry, Header, Order, Product } from '../phoneApi/types';
import { get } from './api';
import { Buttons } from './Buttons';
import { Formatted } from './format';
import { Icon, Ticks } from './icons';
import { MediaView, PlaceView } from './MediaView';
import { sheet } from './openSheet';
import { business, customers, now, perform, selected } from './store';
import { left, timeOf } from './time';

/** Meta's code for a message outside of the customer service window. */
const WINDOW_CLOSED = 131047;

export const price = ({ price: value, currency }: Product): string =>
	new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(value / 100);

/** Everything in a bubble that is not about the bubble itself. */
export function ContentView({ entry }: { entry: Entry }): JSX.Element {
	const { content } = entry;
	const { header, media, text, footer, place, contacts, order, offer, preview, note } = content;
	return (
		<>
			{header && <HeaderView header={header} />}
			{media && (
				<MediaView
					media={media}
					onPlay={() => {
						if (entry.from === 'business' && media.isVoice) void perform({ do: 'played', message: entry.id });
					}}
				/>
			)}
			{preview !== undefined && <PreviewCard url={preview} />}
			{place && <PlaceView place={place} />}
			{contacts?.map(({ name, about, lines }) => (
				<div class="card-contact">
					<span class="avatar" aria-hidden="true">
						<Icon name="person" />
					</span>
					<span>
						<b>{name}</b>
						{about !== undefined && <small>{about}</small>}
						{lines.map((line) => (
							<small>{line}</small>
						))}
					</span>
				</div>
			))}
			{offer && <OfferView offer={offer} />}
			{order && <OrderView order={order} />}
			{text !== undefined && <Formatted text={text} />}
			{note !== undefined && <small class="note">{note}</small>}
			{footer !== undefined && <small class="footer">{footer}</small>}
		</>
	);
}

function HeaderView({ header: { text, media, place, product } }: { header: Header }): JSX.Element {
	return (
		<div class="header">
			{text !== undefined && <strong>{text}</strong>}
			{media && <MediaView media={media} />}
			{place && <PlaceView place={place} />}
			{product && <ProductView product={product} />}
		</div>
	);
}

export function ProductView({ product }: { product: Product }): JSX.Element {
	return (
		<div class="product">
			<span class="thumbnail" aria-hidden="true">
				<Icon name="image" size={24} />
			</span>
			<span>
				<b>{product.name}</b>
				<small>{price(product)}</small>
			</span>
		</div>
	);
}

interface Preview {
	title?: string;
	description?: string;
	image?: string;
}

const previews = new Map<string, Preview>();

function PreviewCard({ url }: { url: string }): JSX.Element {
	const [preview, setPreview] = useState<Preview>(previews.get(url) ?? {});
	useEffect(() => {
		if (previews.has(url)) return;
		void get<Preview>(`preview?url=${encodeURIComponent(url)}`).then(
			(found) => {
				previews.set(url, found);
				setPreview(found);
			},
			() => undefined,
		);
	}, [url]);
	const host = URL.canParse(url) ? new URL(url).host : url;
	return (
		<a class="preview" href={url} target="_blank" rel="noreferrer noopener">
			{preview.image !== undefined && (
				<img src={`/_emulator/phone/links?url=${encodeURIComponent(preview.image)}`} alt="" loading="lazy" />
			)}
			<b>{preview.title ?? host}</b>
			{preview.description !== undefined && <span>{preview.description}</span>}
			<small>{host}</small>
		</a>
	);
}

function OfferView({ offer: { text, expiresAt, code } }: { offer: NonNullable<Content['offer']> }): JSX.Element {
	const isOver = expiresAt !== undefined && expiresAt <= now.value;
	return (
		<div class="offer">
			<b>{text}</b>
			{expiresAt !== undefined && <small>{isOver ? 'Offer ended' : `Ends in ${left(expiresAt - now.value)}`}</small>}
			{code !== undefined && <small>Code {code}</small>}
		</div>
	);
}

export function OrderView({ order }: { order: Order }): JSX.Element {
	const { title, reference, lines, totals, status, note, expiresAt } = order;
	return (
		<div class="order">
			<b>
				{title}
				{reference !== undefined && ` ${reference}`}
			</b>
			{status !== undefined && <span class="badge">{status.replace(/[_-]/g, ' ')}</span>}
			{lines.length > 0 && (
				<table>
					<tbody>
						{lines.map(({ name, quantity, price: each }) => (
							<tr>
								<td>
									{name} <small>× {quantity}</small>
								</td>
								<td>{each}</td>
							</tr>
						))}
					</tbody>
					<tfoot>
						{totals.map(({ label, value }) => (
							<tr>
								<td>{label}</td>
								<td>{value}</td>
							</tr>
						))}
					</tfoot>
				</table>
			)}
			{note !== undefined && <small>{note}</small>}
			{expiresAt !== undefined && (
				<small>{expiresAt <= now.value ? 'Expired' : `Pay within ${left(expiresAt - now.value)}`}</small>
			)}
		</div>
	);
}

function CardView({ entry, card, index }: { entry: Entry; card: Card; index: number }): JSX.Element {
	return (
		<li class="card">
			{card.header && <HeaderView header={card.header} />}
			{!card.header && card.product && <ProductView product={card.product} />}
			{card.text !== undefined && <Formatted text={card.text} />}
			<Buttons entry={entry} buttons={card.buttons} card={index} />
		</li>
	);
}

/** Who wrote a message: in a group, other members do too. */
function nameOf(from: Entry['from'], author?: string): string {
	if (from !== 'customer') return business.value?.name ?? 'Business';
	const isOther = author !== undefined && author !== selected.value?.customer;
	return isOther ? (customers.value.find(({ id }) => id === author)?.name ?? 'Member') : 'You';
}

/** A message: who wrote it, what it quotes, its content, buttons, reactions and status. */
export function Bubble({ entry, menu }: { entry: Entry; menu: JSX.Element }): JSX.Element {
	const { from, content, quote, status, isDeleted, isEdited } = entry;
	const author = nameOf(from, entry.customer);
	const isOwn = author === 'You';
	const isBare = content.media?.kind === 'sticker' && !isDeleted;
	return (
		<article
			class={`message ${isOwn ? 'customer' : 'business'}`}
			aria-label={`${author}, ${timeOf(entry.at)}`}
			data-id={entry.id}
		>
			<div class={isBare ? 'bubble bare' : 'bubble'}>
				{entry.group !== undefined && !isOwn && <b class="author">{author}</b>}
				{quote && (
					<div class={`quote ${quote.from}`}>
						<b>{nameOf(quote.from, quote.customer)}</b>
						<span>{quote.text}</span>
					</div>
				)}
				{isDeleted ? <em class="deleted">You deleted this message</em> : <ContentView entry={entry} />}
				<span class="meta">
					{isEdited && 'Edited '}
					<time dateTime={new Date(entry.at).toISOString()}>{timeOf(entry.at)}</time>
					{status && (isOwn || from === 'business') && <Ticks status={status} />}
				</span>
				{menu}
			</div>
			{!isDeleted && <Taps entry={entry} />}
			<Hints entry={entry} />
		</article>
	);
}

/** What can be tapped below a message. */
function Taps({ entry }: { entry: Entry }): JSX.Element {
	const { list, buttons, cards } = entry.content;
	const disabled = buttons?.find((button) => button.disabled !== undefined)?.disabled;
	return (
		<>
			{list && (
				<div class="buttons">
					<button type="button" onClick={() => (sheet.value = { kind: 'list', entry })}>
						<Icon name="list" size={16} />
						<span>{list.button}</span>
					</button>
				</div>
			)}
			{buttons && <Buttons entry={entry} buttons={buttons} />}
			{disabled !== undefined && <p class="hint">{disabled}</p>}
			{cards && (
				<ul class="cards" aria-label="Cards" tabIndex={0}>
					{cards.map((card, index) => (
						<CardView entry={entry} card={card} index={index} />
					))}
				</ul>
			)}
		</>
	);
}

/** Reactions to a message, and what the person testing should know about it. */
function Hints({ entry: { reactions, error, isTwice, isUnheard } }: { entry: Entry }): JSX.Element {
	const faces = [reactions?.customer, reactions?.business].filter(Boolean).join(' ');
	return (
		<>
			{faces !== '' && (
				<span class="faces" role="img" aria-label={`Reactions: ${faces}`}>
					{faces}
				</span>
			)}
			{error && (
				<p class="hint error">
					Not delivered: {error.code} {error.title}
					{error.details !== undefined && `. ${error.details}`}
					{error.code === WINDOW_CLOSED && ' Until the customer writes, only templates arrive.'}
				</p>
			)}
			{isTwice && <p class="hint">Delivered twice</p>}
			{isUnheard && <p class="hint">No app receives webhooks for messages to this number</p>}
		</>
	);
}
