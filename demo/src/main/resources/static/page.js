'use strict';

// What the pages share.
const $ = id => document.getElementById(id);
const euro = new Intl.NumberFormat('en', {style: 'currency', currency: 'EUR'});

/** Creates an element; children are elements or text, never markup. */
function make(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
}

function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

async function request(method, path, body) {
    document.querySelectorAll('button').forEach(button => button.disabled = true);
    try {
        const response = await fetch(path, {
            method,
            headers: body ? {'Content-Type': 'application/json'} : {},
            body: body && JSON.stringify(body)
        }).catch(() => {
            throw new Error('The demo does not answer: is it still running?');
        });
        const answer = await response.json();
        if (!response.ok) {
            throw new Error(answer.detail || `The demo answered with status ${response.status}`);
        }
        $('problem').hidden = true;
        return answer;
    } catch (error) {
        $('problem').textContent = error.message;
        $('problem').hidden = false;
        $('problem').scrollIntoView({block: 'nearest'});
        return null;
    } finally {
        document.querySelectorAll('button').forEach(button => button.disabled = false);
    }
}
