import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Entry } from '../../phoneApi/types';
import { finish } from '../finish';
import { closeSheet } from '../openSheet';
import { Sheet } from '../Sheet';

/** The rows of a list. */
export function ListSheet({ entry }: { entry: Entry }): JSX.Element {
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
