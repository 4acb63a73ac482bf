import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Entry } from '../../phoneApi/types';
import { finish, quote } from '../finish';
import { closeSheet } from '../openSheet';
import { Sheet } from '../Sheet';
import { problem } from '../store';

/** A location: the answer to a request, or on its own. */
export function LocationSheet({ entry }: { entry?: Entry }): JSX.Element {
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

/** A contact. */
export function ContactSheet(): JSX.Element {
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
