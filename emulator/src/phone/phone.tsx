import { render, type JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import '@preact/signals';
import { Chat } from './Chat';
import { ChatList } from './ChatList';
import { Drawer } from './Drawer';
import { Sheets } from './Sheets';
import { inspected, isTesting, problem, selected, start } from './store';
import { Testing } from './Testing';

/** How long a message at the foot stays, in ms. */
const TOAST_MS = 6000;

function Toast(): JSX.Element {
	const text = problem.value;
	useEffect(() => {
		if (text === undefined) return undefined;
		const timer = setTimeout(() => (problem.value = undefined), TOAST_MS);
		return () => clearTimeout(timer);
	}, [text]);
	return (
		<div class="toasts" role="status" aria-live="polite">
			{text !== undefined && <p class="toast">{text}</p>}
		</div>
	);
}

function App(): JSX.Element {
	const isAside = inspected.value !== undefined || isTesting.value;
	return (
		<main class={[selected.value ? 'has-chat' : '', isAside ? 'has-aside' : ''].join(' ')}>
			<ChatList />
			{selected.value ? (
				<Chat />
			) : (
				<section class="chat nothing">
					<p>Choose a chat</p>
				</section>
			)}
			{inspected.value !== undefined ? <Drawer /> : <Testing />}
			<Sheets />
			<Toast />
		</main>
	);
}

start();
render(<App />, document.getElementById('phone')!);
