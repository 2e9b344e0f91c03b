/** Looks of the page: both schemes, no fonts or files from anywhere. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--text:#1f2328;--quiet:#59636e;--line:#d1d9e0;--ink:3,102,214;--much:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#181a1f;--text:#e6e9ee;--quiet:#9aa4b2;--line:#363b45;--ink:88,166,255;--much:#0d1117}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:68rem;padding:2rem 1.25rem 4rem;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:2.5rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
.quiet,.note,.empty{color:var(--quiet)}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:500}
caption{text-align:left;color:var(--quiet);padding-bottom:.35rem}
.plain th,.plain td{padding:.25rem .9rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.plain thead th{color:var(--quiet)}
.number{text-align:right}
.bars{width:100%;table-layout:fixed}
.bars .label{width:14rem}
.bars col.number{width:5.5rem}
.bars th{padding:.15rem .75rem .15rem 0;overflow-wrap:anywhere}
.bars td.number{padding-left:.75rem}
.bars .note{padding-left:.75rem}
.track{height:.85rem;border-radius:3px;background:rgba(var(--ink),.1)}
.track span{display:block;height:100%;min-width:2px;border-radius:3px;background:rgb(var(--ink))}
.maps{display:flex;flex-wrap:wrap;gap:1.75rem 3rem;align-items:flex-start}
.heat{max-width:100%}
.heat td,.heat thead th{padding:.3rem .6rem;text-align:center;min-width:3.25rem}
.heat tbody th{padding:.3rem .75rem .3rem 0;max-width:16rem;overflow-wrap:anywhere}
@media (max-width:40rem){.bars .label{width:8rem}.bars col.number{width:4rem}.heat td,.heat thead th{min-width:2.4rem;padding:.3rem .2rem}}
.heat tbody td{background:rgba(var(--ink),var(--shade));border:1px solid var(--ground)}
.heat .much{color:var(--much)}
.heat .none{color:var(--quiet)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1rem;margin:1rem 0}
.figures div{border:1px solid var(--line);border-radius:6px;padding:.75rem 1rem}
.figures dt{color:var(--quiet)}
.figures dd{margin:0;font-size:1.35rem}
.figures .note{font-size:.85rem}
.gap{font-weight:600}
.aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{body{max-width:none}h2{break-after:avoid}}
`;
