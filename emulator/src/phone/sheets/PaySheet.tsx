import type { JSX } from 'preact';
import type { Entry } from '../../phoneApi/types';
import { OrderView } from '../Bubble';
import { finish } from '../finish';
import { closeSheet } from '../openSheet';
import { Sheet } from '../Sheet';

/** An order to pay. */
export function PaySheet({ entry }: { entry: Entry }): JSX.Element {
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
