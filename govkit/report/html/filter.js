const form=document.querySelector('.filter'),list=[...document.querySelectorAll('.control')];
const open=()=>{const d=document.querySelector('details:target');if(d)d.open=true};
addEventListener('hashchange',open);open();
if(form){form.hidden=false;form.oninput=()=>{const on=[...form.querySelectorAll('input:checked')].map(i=>i.value),q=form.q.value.toLowerCase();let n=0;
for(const c of list){c.hidden=!on.includes(c.dataset.s)||form.v.value&&c.dataset.v!=form.v.value||q&&!c.textContent.toLowerCase().includes(q);n+=!c.hidden}
form.n.value=n};form.onsubmit=e=>e.preventDefault();form.oninput()}
