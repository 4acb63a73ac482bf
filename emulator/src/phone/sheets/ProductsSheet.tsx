import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Entry, Product } from '../../phoneApi/types';
import { price } from '../Bubble';
import { finish, quote } from '../finish';
import { Icon } from '../icons';
import { closeSheet } from '../openSheet';
import { Sheet } from '../Sheet';

/** Products of a message or of the catalog, and the cart. */
export function ProductsSheet({ entry }: { entry?: Entry }): JSX.Element {
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
