// No page ships the framework to the browser: the few scripts there are live in app/player.
export {};
