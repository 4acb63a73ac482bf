import type { JSX } from 'preact';

const paths = {
	back: 'M15 5l-7 7 7 7',
	more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
	send: 'M4 12l16-8-6 16-2.5-6.5z',
	attach: 'M12 5v14M5 12h14',
	microphone:
		'M12 3.5a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-5 0V6A2.5 2.5 0 0 1 12 3.5zM6 11.5a6 6 0 0 0 12 0M12 17.5v3',
	stop: 'M7 7h10v10H7z',
	close: 'M6 6l12 12M18 6L6 18',
	plus: 'M12 5v14M5 12h14',
	tools: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
	document: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
	place: 'M12 21s-6-5.6-6-10.5a6 6 0 0 1 12 0C18 15.400 12 21 12 21zM12 12.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
	music:
		'M9 17.5V6l10-2v11.5M9 17.5a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM19 15.500a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z',
	person: 'M12 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 20c0-4 3-6 7-6s7 2 7 6',
	link: 'M9 15l6-6M13 5h6v6M19 13v6H5V5h6',
	phone: 'M6 4h3l1.500 4-2 1.500a11 11 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2 2A16 16 0 0 1 4 6a2 2 0 0 1 2-2z',
	copy: 'M9 9h10v11H9zM5 15V4h10',
	reply: 'M10 6l-6 6 6 6M4 12h9a7 7 0 0 1 7 7',
	list: 'M9 6h11M9 12h11M9 18h11M4.500 6v.01M4.500 12v.01M4.500 18v.01',
	cart: 'M3 4h3l2 11h10l2-8H7M9 20v.01M17 20v.01',
	form: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
	image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 17M15.500 9v.01',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing, hidden from screen readers: what it stands for is in the button's label. */
export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }): JSX.Element => (
	<svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
		<path d={paths[name]} />
	</svg>
);

const ticks = {
	accepted: 'M8 4v4.500l3 2',
	sent: 'M2 8.500l3.500 3.500L13 4',
	two: 'M1 8.500l3.500 3.500L12 4M8.500 11l1 1L17 4',
};

const names = { accepted: 'Pending', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed' } as const;

/** How far a message got: a clock, one tick, two ticks, two ticks in color. */
export function Ticks({ status }: { status: keyof typeof names }): JSX.Element {
	const d = status === 'accepted' ? ticks.accepted : status === 'sent' ? ticks.sent : ticks.two;
	return (
		<span class={`ticks ${status}`} role="img" aria-label={names[status]} title={names[status]}>
			{status === 'failed' ? (
				'!'
			) : (
				<svg viewBox="0 0 18 16" width="18" height="16" aria-hidden="true">
					<path d={d} />
				</svg>
			)}
		</span>
	);
}
