import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Button, Entry, Product } from '../phoneApi/types';
import { OrderView, price } from './Bubble';
import { CustomerSheet } from './CustomerSheet';
import { FlowSheet } from './FlowSheet';
import { link } from './format';
import { Icon } from './icons';
import { Sheet } from './Sheet';
import { closeSheet, sheet, type OpenSheet } from './openSheet';
import { businesses, chats, open, perform, problem, quoted, type Deed } from './store';

/** Does something and closes the dialog when it worked. */
async function finish(deed: Deed): Promise<void> {
	if (!(await perform(deed))) return;
	quoted.value = undefined;
	closeSheet();
}

const quote = (): { quote?: string } => (quoted.value ? { quote: quoted.value.id } : {});

/** The dialog that is open. */
export function Sheets(): JSX.Element | null {
	const open = sheet.value;
	return open ? dialogOf(open) : null;
}

function dialogOf(open: OpenSheet): JSX.Element {
	switch (open.kind) {
		case 'list':
			return <ListSheet entry={open.entry} />;
		case 'products':
			return <ProductsSheet entry={open.entry} />;
		case 'cart':
			return <ProductsSheet />;
		case 'order':
			return <PaySheet entry={open.entry} />;
		case 'address':
			return <AddressSheet entry={open.entry} />;
		case 'callPermission':
			return <CallPermissionSheet entry={open.entry} />;
		case 'flow':
			return <FlowSheet entry={open.entry} />;
		case 'location':
			return <LocationSheet entry={open.entry} />;
		case 'contact':
			return <ContactSheet />;
		case 'button':
			return <ButtonSheet button={open.button} />;
		case 'edit':
			return <EditSheet entry={open.entry} />;
		case 'chat':
			return <ChatSheet customer={open.customer} />;
		default:
			return <CustomerSheet key={open.id} id={open.id} />;
	}
}

function ListSheet({ entry }: { entry: Entry }): JSX.Element {
	const [chosen, setChosen] = useState<string>();
	const sections = entry.content.list?.sections ?? [];
	return (
		<Sheet title={entry.content.list?.button ?? ''} close={closeSheet}>
			<form
				class="choices"
				onSubmit={(event) => {
					event.preventDefault();
					if (chosen !== undefined) void finish({ do: 'choose', message: entry.id, id: chosen });
				}}
			>
				{sections.map(({ title, rows }) => (
					<fieldset>
						{title !== undefined && <legend>{title}</legend>}
						{rows.map(({ id, title: name, description }) => (
							<label class="choice">
								<span>
									{name}
									{description !== undefined && <small>{description}</small>}
								</span>
								<input type="radio" name="row" checked={chosen === id} onChange={() => setChosen(id)} />
							</label>
						))}
					</fieldset>
				))}
				<button type="submit" class="primary" disabled={chosen === undefined}>
					Send
				</button>
			</form>
		</Sheet>
	);
}

/** Products of a message or of the catalog, and the cart. */
function ProductsSheet({ entry }: { entry?: Entry }): JSX.Element {
	const [cart, setCart] = useState<Record<string, number>>({});
	const shown = entry
		? sectionsOf(entry)
		: { catalogId: CATALOG, sections: [{ title: undefined, items: demoProducts }] };
	const items = shown.sections.flatMap((section) => section.items);
	const total = items.reduce((sum, product) => sum + product.price * (cart[product.id] ?? 0), 0);
	const change = (id: string, by: number): void => setCart({ ...cart, [id]: Math.max(0, (cart[id] ?? 0) + by) });
	const ask = (product: Product): void => {
		if (!entry) return;
		const text = `Is ${product.name} available?`;
		void finish({ do: 'askAboutProduct', text, catalogId: shown.catalogId, product: product.id, message: entry.id });
	};
	return (
		<Sheet title="Products" close={closeSheet}>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					const text = String(new FormData(event.currentTarget).get('note') ?? '').trim();
					const chosen = Object.entries(cart).map(([id, quantity]) => ({ id, quantity }));
					const reply = entry ? { quote: entry.id } : quote();
					void finish({
						do: 'order',
						catalogId: shown.catalogId,
						items: chosen,
						...(text === '' ? {} : { text }),
						...reply,
					});
				}}
			>
				{shown.sections.map(({ title, items: products }) => (
					<section class="products">
						{title !== undefined && <h3>{title}</h3>}
						{products.map((product) => (
							<div class="product-row">
								<span class="thumbnail" aria-hidden="true">
									<Icon name="image" />
								</span>
								<span class="about">
									<b>{product.name}</b>
									<small>{price(product)}</small>
									{entry && (
										<button type="button" class="text" onClick={() => ask(product)}>
											Ask about it
										</button>
									)}
								</span>
								<span class="quantity">
									<button type="button" aria-label={`Remove ${product.name}`} onClick={() => change(product.id, -1)}>
										−
									</button>
									<output aria-label={`Number of ${product.name}`}>{cart[product.id] ?? 0}</output>
									<button type="button" aria-label={`Add ${product.name}`} onClick={() => change(product.id, 1)}>
										+
									</button>
								</span>
							</div>
						))}
					</section>
				))}
				<label>
					Message
					<input name="note" placeholder="e.g. With gift wrap, please" />
				</label>
				<button type="submit" class="primary" disabled={total === 0}>
					Send order{total > 0 && items[0] && ` (${price({ ...items[0], price: total })})`}
				</button>
			</form>
		</Sheet>
	);
}

const CATALOG = '194836987003835';
const demoProducts: Product[] = [
	{ id: 'di9ozbzfi4', name: 'Potted succulent', price: 1800, currency: 'USD' },
	{ id: 'nqryix03ez', name: 'Terracotta pot', price: 2550, currency: 'USD' },
	{ id: 'watering-can', name: 'Watering can', price: 3200, currency: 'USD' },
];

function sectionsOf({ content }: Entry): { catalogId: string; sections: Array<{ title?: string; items: Product[] }> } {
	const { products, header, cards } = content;
	if (products) return products;
	const single = [header?.product, ...(cards ?? []).map(({ product }) => product)].filter((one) => one !== undefined);
	return { catalogId: CATALOG, sections: [{ items: single }] };
}

function PaySheet({ entry }: { entry: Entry }): JSX.Element {
	const { order } = entry.content;
	return (
		<Sheet title="Review and pay" close={closeSheet}>
			{order && <OrderView order={order} />}
			<p class="hint">No money moves: the business receives the status of the payment.</p>
			<div class="actions">
				<button
					type="button"
					class="primary"
					onClick={() => void finish({ do: 'pay', message: entry.id, succeeds: true })}
				>
					Pay
				</button>
				<button type="button" onClick={() => void finish({ do: 'pay', message: entry.id, succeeds: false })}>
					Let the payment fail
				</button>
			</div>
		</Sheet>
	);
}

/** Meta docs: Messages > Address messages: the fields in India. */
const addressFields: Array<[name: string, label: string]> = [
	['name', 'Name'],
	['phone_number', 'Phone number'],
	['in_pin_code', 'PIN code'],
	['house_number', 'House number'],
	['floor_number', 'Floor'],
	['tower_number', 'Tower'],
	['building_name', 'Building'],
	['address', 'Address'],
	['landmark_area', 'Landmark'],
	['city', 'City'],
	['state', 'State'],
];
const required = ['name', 'phone_number', 'in_pin_code', 'address', 'city', 'state'];

function AddressSheet({ entry }: { entry: Entry }): JSX.Element {
	const { values, saved, errors } = entry.content.address ?? { values: {}, saved: [], errors: {} };
	return (
		<Sheet title="Address" close={closeSheet}>
			{saved.map(({ id, values: address }) => (
				<button
					type="button"
					class="saved"
					onClick={() => void finish({ do: 'address', message: entry.id, values: address, saved: id })}
				>
					<b>Saved address</b>
					<small>{Object.values(address).filter(Boolean).join(', ')}</small>
				</button>
			))}
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					const all = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
					const given = Object.fromEntries(all.filter(([, value]) => value !== '')) as Record<string, string>;
					void finish({ do: 'address', message: entry.id, values: given });
				}}
			>
				{addressFields.map(([name, label]) => (
					<label>
						{label}
						<input name={name} defaultValue={values[name]} required={required.includes(name)} />
						{errors[name] !== undefined && <small class="problem">{errors[name]}</small>}
					</label>
				))}
				<button type="submit" class="primary">
					Send address
				</button>
			</form>
		</Sheet>
	);
}

function CallPermissionSheet({ entry }: { entry: Entry }): JSX.Element {
	const answer = (accept: boolean, permanent: boolean): void =>
		void finish({ do: 'callPermission', message: entry.id, accept, permanent });
	return (
		<Sheet title="Allow calls?" close={closeSheet}>
			<div class="actions">
				<button type="button" class="primary" onClick={() => answer(true, true)}>
					Always allow
				</button>
				<button type="button" onClick={() => answer(true, false)}>
					Allow for 7 days
				</button>
				<button type="button" onClick={() => answer(false, false)}>
					Do not allow
				</button>
			</div>
		</Sheet>
	);
}

function LocationSheet({ entry }: { entry?: Entry }): JSX.Element {
	const [at, setAt] = useState({ latitude: '37.4847', longitude: '-122.1473' });
	const locate = (): void =>
		navigator.geolocation.getCurrentPosition(
			({ coords }) => setAt({ latitude: String(coords.latitude), longitude: String(coords.longitude) }),
			({ message }) => (problem.value = message),
		);
	return (
		<Sheet title="Send location" close={closeSheet}>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					const values = new FormData(event.currentTarget);
					const [name, address] = ['name', 'address'].map((key) => String(values.get(key) ?? '').trim());
					const place = {
						latitude: Number(at.latitude),
						longitude: Number(at.longitude),
						...(name === '' ? {} : { name }),
						...(address === '' ? {} : { address }),
					};
					void finish(
						entry ? { do: 'shareLocation', message: entry.id, place } : { do: 'location', place, ...quote() },
					);
				}}
			>
				<div class="pair">
					{(['latitude', 'longitude'] as const).map((key) => (
						<label>
							{key === 'latitude' ? 'Latitude' : 'Longitude'}
							<input
								required
								type="number"
								step="any"
								min={key === 'latitude' ? -90 : -180}
								max={key === 'latitude' ? 90 : 180}
								value={at[key]}
								onInput={({ currentTarget }) => setAt({ ...at, [key]: currentTarget.value })}
							/>
						</label>
					))}
				</div>
				<button type="button" onClick={locate}>
					Use current location
				</button>
				<label>
					Name
					<input name="name" placeholder="e.g. Lucky Shrub" />
				</label>
				<label>
					Address
					<input name="address" placeholder="e.g. 1 Lucky Way, Menlo Park" />
				</label>
				<button type="submit" class="primary">
					Send
				</button>
			</form>
		</Sheet>
	);
}

function ContactSheet(): JSX.Element {
	return (
		<Sheet title="Send contact" close={closeSheet}>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					const values = new FormData(event.currentTarget);
					const [name, phone] = ['name', 'phone'].map((key) => String(values.get(key) ?? ''));
					void finish({ do: 'contacts', name, phone, ...quote() });
				}}
			>
				<label>
					Name
					<input name="name" required placeholder="e.g. Jessica Vega" />
				</label>
				<label>
					Phone number
					<input name="phone" required inputMode="tel" placeholder="e.g. +1 650 555 9876" />
				</label>
				<button type="submit" class="primary">
					Send
				</button>
			</form>
		</Sheet>
	);
}

/** What a button does that the business does not learn of. */
function ButtonSheet({ button: { title, url, phone } }: { button: Button }): JSX.Element {
	return (
		<Sheet title={title} close={closeSheet}>
			{url !== undefined && /^https?:/i.test(url) ? (
				<p>Opens {link(url)}</p>
			) : url !== undefined ? (
				<p>Opens {url}</p>
			) : (
				<p>{phone === undefined ? 'Calls the business on WhatsApp. Calls are not emulated.' : `Calls ${phone}.`}</p>
			)}
		</Sheet>
	);
}

function EditSheet({ entry }: { entry: Entry }): JSX.Element {
	return (
		<Sheet title="Edit message" close={closeSheet}>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					const text = String(new FormData(event.currentTarget).get('text') ?? '');
					void finish({ do: 'edit', message: entry.id, text });
				}}
			>
				<label>
					Message
					<textarea name="text" rows={4} required defaultValue={entry.content.text} />
				</label>
				<button type="submit" class="primary">
					Save
				</button>
			</form>
		</Sheet>
	);
}

/** Chooses another number of the business to chat with. */
function ChatSheet({ customer }: { customer: string }): JSX.Element {
	return (
		<Sheet title="Chat with" close={closeSheet}>
			<div class="actions">
				{businesses.value.map(({ id, name, number }) => (
					<button
						type="button"
						onClick={() => {
							closeSheet();
							void open({ customer, business: id });
						}}
					>
						{name}
						<small>
							{number}
							{chats.value.has(`${customer} ${id}`) && ' · has messages'}
						</small>
					</button>
				))}
			</div>
		</Sheet>
	);
}
