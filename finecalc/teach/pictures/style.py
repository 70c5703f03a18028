"""How the page looks: on a screen, light and dark, wide and narrow, and on A4."""

from finecalc.teach.pictures.svg import COLORS, FONTS

_DARK = ("#6cb0ff", "#ff9f5a", "#6fce8f", "#d58ae0", "#e3c04d", "#ff8296")
_DAY = (
    "--ground:#ffffff;--text:#1c2126;--faint:#5a6470;--line:#d5d9de;--band:#f1f3f5;"
    "--raised:#a4262c;--lowered:#1e6b3a;--changed:#7a5200;--del:#fbe3e4;--ins:#e1f3e6;"
)
_NIGHT = (
    "--ground:#14181c;--text:#e6e9ec;--faint:#a3adb8;--line:#3a424b;--band:#20262c;"
    "--raised:#ff9b9b;--lowered:#83d6a0;--changed:#e8c268;--del:#4a2528;--ins:#1e3d2a;"
)
_BARS = "".join(f"--c{number}:{color};" for number, color in enumerate(COLORS))
_DARK_BARS = "".join(f"--c{number}:{color};" for number, color in enumerate(_DARK))
_FILLS = "".join(
    f"polygon.c{number}{{fill:var(--c{number});stroke:var(--c{number})}}"
    f"rect.c{number}{{stroke:var(--c{number})}}rect.c{number}:not([fill=none]){{fill:var(--c{number})}}"
    f".ref.c{number}{{color:var(--c{number})}}"
    for number in range(len(COLORS))
)
_SCREEN = f"""
:root{{{_DAY}{_BARS}}}
@media (prefers-color-scheme:dark){{:root{{{_NIGHT}{_DARK_BARS}}}}}
*{{box-sizing:border-box}}
body{{margin:0 auto;padding:1.5rem clamp(.75rem,3vw,2rem);max-width:72rem;background:var(--ground);color:var(--text);
font:1rem/1.6 {FONTS};overflow-wrap:anywhere}}
h1{{font-size:1.5rem;line-height:1.35;margin:0 0 .5rem}}
h2{{font-size:1.2rem;margin:2rem 0 .75rem}}
h3{{font-size:1.05rem;margin:1.5rem 0 .5rem}}
h4{{font-size:.95rem;margin:.75rem 0 .25rem}}
a{{color:inherit}}
.legend,.notes,.faint,footer{{color:var(--faint);font-size:.9em}}
.faint{{font-weight:400}}
.legend>span{{white-space:nowrap;margin-right:.75em}}
.heavier{{color:var(--raised);font-weight:600}}
.lighter{{color:var(--lowered);font-weight:600}}
.changed{{color:var(--changed);font-weight:600}}
.sr{{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}}
.scroll{{overflow-x:auto;position:relative}}
.scroll:focus-visible{{outline:2px solid var(--c0);outline-offset:2px}}
table{{border-collapse:collapse;width:100%;table-layout:fixed}}
caption{{text-align:left;color:var(--faint);font-size:.9rem;padding:.25rem 0}}
th,td{{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);font-weight:400}}
thead th{{border-bottom:2px solid var(--text)}}
tr>th:first-child{{color:var(--faint)}}
thead th:first-child{{width:6.5rem}}
.pairs td{{overflow-wrap:anywhere}}
.pairs thead th:not(:first-child){{width:8rem}}
.pairs tr>th:first-child{{color:inherit}}
.pairs thead th:first-child{{width:auto}}
.ref{{font-weight:700}}
.id{{font-size:.85em;white-space:nowrap}}
thead th:first-child,th[scope=row]{{position:sticky;left:0;background:var(--ground)}}
.tier th,.tier>th:first-child{{background:var(--band);color:var(--text);font-weight:700}}
.absent{{color:var(--faint)}}
td ul{{margin:0;padding:0;list-style:none}}
figure{{margin:1.5rem 0}}
svg{{display:block;width:100%;height:auto}}
svg text{{fill:var(--text)}}
svg .quiet,svg .tick{{fill:var(--faint)}}
svg .grid{{stroke:var(--line)}}
{_FILLS}
.narrow,.contents{{display:none}}
.texts{{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:0 1.5rem}}
article{{break-inside:avoid}}
blockquote{{margin:0;padding:.5rem .75rem;border-left:3px solid var(--line);white-space:pre-line}}
del{{background:var(--del);text-decoration:line-through;text-decoration-thickness:1px}}
ins{{background:var(--ins);text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}}
@media (max-width:40rem){{
.wide{{display:none}} .narrow{{display:block}}
h1{{font-size:1.25rem}} th,td{{padding:.35rem .4rem;font-size:.9rem}} thead th:first-child{{width:5rem}}
.scroll{{overflow:visible}}
table,caption,tbody,tr,tr>th,tr>td{{display:block;width:auto}} table{{min-width:0!important}} thead{{display:none}}
tr>th[scope=row]{{position:static;border:0;padding-bottom:0}}
td[data-of]::before{{content:attr(data-of) "　";color:var(--faint);font-size:.85em}}
td{{padding-top:.1rem}} td ul{{display:inline}} td li{{display:inline}} td li+li::before{{content:"；"}}
.tier th{{margin-top:.5rem}}
}}
"""


def style(wide: bool) -> str:
    """The style sheet; `wide` tables print across the sheet."""
    return f"""{_SCREEN}@media print{{
@page{{size:A4{" landscape" if wide else ""};margin:14mm 14mm 16mm;@bottom-center{{content:counter(page) " / " counter(pages);font-size:8pt}}}}
:root{{{_DAY}{_BARS}color-scheme:light;font-size:9.5pt}}
body{{padding:0;max-width:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}}
.wide,.contents{{display:block}} .narrow{{display:none}} .contents{{break-after:page}} .contents a{{text-decoration:none}}
.scroll{{overflow:visible}} figure svg{{max-height:{160 if wide else 245}mm}}
table{{min-width:0!important}} th,td{{padding:.25rem .4rem}} .ref{{white-space:normal}}
tr,figure,article{{break-inside:avoid}} h1,h2,h3,h4,caption,.tier{{break-after:avoid}}
thead{{display:table-header-group}}
}}
"""
