exports.handler = (event) => (event.userName.startsWith('slow') ? new Promise(() => {}) : event);
