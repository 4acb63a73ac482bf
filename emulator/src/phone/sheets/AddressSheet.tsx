import type { JSX } from 'preact';
import type { Entry } from '../../phoneApi/types';
import { finish } from '../finish';
import { closeSheet } from '../openSheet';
import { Sheet } from '../Sheet';

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

/** The address that the business asks for. */
export function AddressSheet({ entry }: { entry: Entry }): JSX.Element {
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
