"""Files as sheets of texts: every row and cell is read as shown, or the file is refused in a line."""

from __future__ import annotations

import importlib
import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Font

import zonedb
from zonedb.errors import LoadError
from zonedb.reading.cell_formats import UnitInFormat, shown
from zonedb.reading.files import Fault, Merged, open_book

HEADINGS = {"开发区", "时期", "数值"}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read(path):
    """Name, rows and grid of each sheet; the hidden ones are named apart."""
    book = open_book(path, HEADINGS.__contains__, 10)
    found = [(grid.name, list(grid.rows), grid) for grid in book.grids]
    return found, book.hidden_sheets


def only(path):
    """Rows and grid of the only sheet."""
    [(_, rows, grid)], _ = read(path)
    return rows, grid


def refused(path):
    """The English line that says why a file is not read; there is another one in Chinese."""
    with pytest.raises(LoadError) as caught:
        read(path)
    words = caught.value.words
    for line in (words.zh, words.en):
        assert line.startswith(str(path))
        assert "\n" not in line
    assert re.search("[一-鿿]", words.zh.removeprefix(str(path)))
    assert not re.search("[一-鿿]", words.en.removeprefix(str(path)).replace("数据", ""))
    return words.en.removeprefix(f"{path}: ")


def workbook(tmp_path, *rows, name="book.xlsx", formats=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    for row in rows:
        sheet.append(row)
    for place, format_ in dict(formats).items():
        sheet[place].number_format = format_
    path = tmp_path / name
    book.save(path)
    return path


def changed(path, **parts):
    """Write a workbook anew; ``sheet`` and others are what becomes of the part that ends so."""
    with zipfile.ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist()}
    if "sharedStrings" in parts:  # openpyxl writes texts into their cells
        held["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"></sst>'.encode()
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}"/></Types>'
        part = "[Content_Types].xml"
        held[part] = held[part].replace(b"</Types>", override.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in held.items():
            change = parts.get(Path(name).stem)
            if change:
                data = change(data) if callable(change) else change
            file.writestr(name, data)
    return path


def of_xml(tmp_path, rows, before="", after="", **parts):
    """A workbook whose sheet has these rows as XML."""
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return changed(workbook(tmp_path, [1]), sheet1=xml.encode(), **parts)


def text_file(tmp_path, text, encoding="utf-8", name="file.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


# -- old workbooks -----------------------------------------------------------------------------


def old_workbook(tmp_path, name="old.xls"):
    book = xlwt.Workbook()
    sheet = book.add_sheet("数据")

    def write(row, column, value, format_="General", **font):
        style = xlwt.easyxf("font: struck_out on" if font else "", num_format_str=format_)
        sheet.write(row, column, value, style)

    for column, heading in enumerate(["开发区", "时期", "数值", "编号"]):
        write(0, column, heading)
    sheet.write_merge(1, 2, 0, 0, " 平遥经开区 ")
    write(1, 1, datetime(2021, 6, 1), 'yyyy"年"m"月"')
    write(1, 2, 0.156, "0.0%")
    write(1, 3, 12, "0000")
    write(2, 1, datetime(2021, 6, 1), "yyyy/m/d")
    write(2, 2, 12.5, "0", struck=True)
    write(2, 3, 202014070203000123.0)
    write(3, 2, 1.5, '0.0"万元"')
    write(3, 3, True)
    sheet.row(2).hidden = True
    sheet.col(3).hidden = True
    book.add_sheet("底稿").visibility = 1
    path = tmp_path / name
    book.save(str(path))
    return path


@pytest.mark.parametrize("name", ["old.xls", "renamed.xlsx", "OLD.XLS", "wps.et"])
def test_an_old_workbook_is_read_as_shown(tmp_path, name):
    [(sheet, rows, grid)], hidden = read(old_workbook(tmp_path, name))
    assert (sheet, hidden, grid.is_spreadsheet) == ("数据", ["底稿"], True)
    assert rows == [
        ["开发区", "时期", "数值", "编号"],
        ["平遥经开区", "2021-06", "15.6%", "0012"],
        [None, "2021-06-01", "13", "202014070203000130"],
        [None, None, "1.5", "true"],
    ]
    assert grid.merged == (Merged(1, 2, 1, 3),)
    assert grid.faults == [
        Fault(3, 4, "202014070203000130", "long_number"),
        Fault(4, 3, "1.5", "cell_format"),
    ]
    assert grid.shown_otherwise == [Fault(3, 3, "12.5", "shown_otherwise")]
    assert (grid.hidden_rows, grid.hidden_columns, grid.struck) == ({3}, {4}, {(3, 3)})


def test_an_old_workbook_loads(own, tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("数据")
    rows = [["开发区", "指标", "时期", "数值", "来源"]]
    rows.append(["平遥经开区", "工业投资增速", "2021-06", 0.156, "jinzhong_commerce_bureau"])
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            format_ = "0.0%" if isinstance(cell, float) else "General"
            sheet.write(row, column, cell, xlwt.easyxf(num_format_str=format_))
    path = tmp_path / "old.xls"
    book.save(str(path))
    zonedb.load("indicators", path, own)
    with zonedb.connect(own) as connection:
        sql = "select printed from observations where load_id = 1"
        assert connection.execute(sql).fetchall() == [("15.6%",)]


def test_locked_and_broken_containers(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
    assert refused(path).startswith("is protected by a password")
    path.write_bytes(OLE + b"\0" * 600)
    assert refused(path).startswith("is an old or password-protected workbook")
    whole = old_workbook(tmp_path).read_bytes()
    for end in range(100, len(whole), 500):
        path.write_bytes(whole[:end])
        try:
            read(path)
        except LoadError as error:
            assert "is an old or password-protected workbook" in str(error)


@pytest.mark.parametrize("library", ["xlrd", "openpyxl"])
def test_a_library_that_is_not_installed(tmp_path, monkeypatch, library):
    def without(name):
        if name == library:
            raise ImportError(name)
        return importlib.import_module(name)

    path = old_workbook(tmp_path)
    monkeypatch.setattr("zonedb.reading.spreadsheets.import_module", without)
    with pytest.raises(LoadError) as caught:
        read(path)
    form = {"xlrd": ".xls", "openpyxl": "XLSX"}[library]
    assert str(caught.value) == (
        f'{form} needs {library}; install it with: pip install "zonedb[xlsx]"'
    )
    assert caught.value.words.zh.endswith('请运行: pip install "zonedb[xlsx]"')


# -- files that are something else ---------------------------------------------------------------


@pytest.mark.parametrize("ending", [".xls", ".xlsx"])
@pytest.mark.parametrize(
    "text",
    [
        "<html><body><table><tr><td>开发区</td></tr></table></body></html>",
        "\ufeff\r\n<!DOCTYPE html>\n<html>",
        "<meta charset=gb2312><TABLE border=1>",
        "MIME-Version: 1.0\nX-Document-Type: Workbook\n",
    ],
)
def test_a_page_with_the_ending_of_a_workbook(tmp_path, ending, text):
    for encoding in ("utf-8", "utf-16"):
        path = text_file(tmp_path, text, encoding, "t" + ending)
        assert refused(path) == (
            f"is an HTML table with the ending {ending}; open it in Excel and save it as .xlsx"
        )


def test_other_files_with_the_ending_of_a_workbook(tmp_path):
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    assert refused(text_file(tmp_path, xml, name="t.xls")).startswith("is an XML table with the")
    path = text_file(tmp_path, "开发区\t数值\n平遥\t1\n", name="t.xls")
    assert "if it is text, rename it to .csv or .txt" in refused(path)
    page = text_file(tmp_path, "<!DOCTYPE html><p>login</p>", name="t.csv")
    assert refused(page).startswith("is an HTML table with the ending .csv")
    assert only(text_file(tmp_path, "开发区,时期\n<html>,<table>\n"))[0][1] == ["<html>", "<table>"]
    assert "neither .csv, .xlsx nor .parquet" in refused(text_file(tmp_path, "x", name="t.doc"))
    assert refused(tmp_path / "none.xlsx") == "no such file"
    assert refused(tmp_path) == "no such file"


@pytest.mark.parametrize(
    ("part", "ending", "form"), [("xl/workbook.bin", "xlsb", "XLSB"), ("content.xml", "ods", "ODS")]
)
def test_workbooks_whose_formats_no_library_tells(tmp_path, part, ending, form):
    for name in (f"t.{ending}", "t.xlsx"):
        with zipfile.ZipFile(tmp_path / name, "w") as file:
            file.writestr(part, "")
        line = f"is an {form} workbook, whose cell formats cannot be read; save it as .xlsx"
        assert refused(tmp_path / name) == line


def test_a_workbook_in_the_strict_form(tmp_path):
    path = workbook(tmp_path, ["开发区"])
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    changed(path, workbook=lambda data: data.replace(MAIN.encode(), strict))
    assert refused(path).startswith("is a Strict Open XML workbook")


def test_archives_that_are_no_workbook(tmp_path):
    path = workbook(tmp_path, ["开发区", "数值"], ["平遥", 1])
    whole = path.read_bytes()
    for end in range(4, len(whole), 301):
        path.write_bytes(whole[:end])
        assert "is no XLSX workbook that can be read" in refused(path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", "x")
    assert "is no XLSX workbook that can be read" in refused(path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", '<Types xmlns="x"><Default Extension="xml"/></Types>')
        file.writestr("word/document.xml", "<document/>")
    assert "is no XLSX workbook that can be read" in refused(path)


@pytest.mark.parametrize("position", range(30, 5000, 331))
def test_a_workbook_with_a_wrong_byte(tmp_path, position):
    path = workbook(tmp_path, ["开发区", "数值"], ["平遥", 1.5])
    data = bytearray(path.read_bytes())
    data[position % len(data)] ^= 0xFF
    path.write_bytes(data)
    try:
        read(path)
    except LoadError as error:
        assert "\n" not in str(error)


# -- nothing to read -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["\n\n\n", " , ,\n,,\n", "\ufeff", "\r\r"])
def test_a_text_file_of_blank_lines(tmp_path, text):
    assert refused(text_file(tmp_path, text)).startswith("is empty: no cell")


def test_workbooks_that_show_nothing(tmp_path):
    assert refused(workbook(tmp_path)).startswith("is empty: no cell")
    path = workbook(tmp_path, [1], name="hidden.xlsx")
    changed(path, workbook=lambda data: data.replace(b'state="visible"', b'state="veryHidden"'))
    assert refused(path).startswith("has only hidden sheets")
    changed(path, workbook=lambda data: re.sub(rb"<sheet .*?/>", b"", data))
    assert refused(path) == "has no sheets"
    old = xlwt.Workbook()
    old.add_sheet("a")
    old.save(str(tmp_path / "old.xls"))
    assert refused(tmp_path / "old.xls").startswith("is empty: no cell")


# -- rows and cells in the XML of a sheet ----------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (
            '<row r="1000000000"/>',
            "a row is numbered 1000000000, and a sheet has rows 1 to 1048576",
        ),
        ('<row r="1048577"/>', "a row is numbered 1048577,"),
        ('<row r="0"/>', "a row is numbered 0,"),
        ('<row r="-2"/>', "a row is numbered -2,"),
        ('<row r="²"/>', "a row is numbered ²,"),
        ('<row r="1048576"/><row/>', "a row is numbered 1048577,"),
        ('<row r="9"/><row r="3"/>', "row 3 comes behind row 9"),
        ('<row r="9"/><row spans="1:2" r="9"/>', "row 9 comes behind row 9"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "in row 1, cell A1 is out of order"),
        ('<row r="1"><c r="B1"/><c r="B1"/></row>', "in row 1, cell B1 is out of order"),
        ('<row r="1"><c r="A2"/></row>', "in row 1, cell A2 is out of order"),
        ('<row r="1"><c r="XFD1"/><c/></row>', "in row 1, cell XFE1 is out of order or outside"),
        ('<row r="1"><c r="XFE1"/></row>', "it places a cell at 'XFE1', outside of a sheet"),
        ('<row r="1"><c r="A"/></row>', "it places a cell at 'A', outside of a sheet"),
        ("<row>" + "<c/>" * 20_000 + "</row>", "in row 1, cell XFE1 is out of order or outside"),
        ('<row r="1"><c><v>' + "7" * 200_000 + "</v></c></row>", "a cell has more than 131072"),
    ],
)
def test_places_that_would_lose_cells(tmp_path, rows, line):
    error = refused(of_xml(tmp_path, rows))
    assert error.startswith("数据: is no XLSX workbook that can be read: ")
    assert line in error


def test_rows_and_cells_that_are_left_out_or_do_not_say_where_they_are(tmp_path):
    rows, _ = only(
        of_xml(
            tmp_path,
            '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
            '<row r="5"><c r="A5" s="0"/><c r="XFD5"/></row>',
        )
    )
    assert rows == [[], [None, "1", "2"], ["3"], [], []]


def test_a_prefix_single_quotes_and_cells_across_borders(tmp_path):
    comment = "<!--" + " " * 65_400 + "-->"  # the parser is fed 65,536 bytes at a time
    for shift in range(0, 200, 7):
        cells = (
            "<x:row hidden='1' spans='1:1' r='3'><x:c t='str' r='B3'><x:v>甲乙</x:v></x:c></x:row>"
        )
        end = "<x:mergeCells><x:mergeCell ref='B3:C4'/></x:mergeCells>"
        xml = (
            f"<x:worksheet xmlns:x='{MAIN}'>{comment}{' ' * shift}<x:cols>"
            f"<x:col hidden='true' max='3' min='2'/></x:cols><x:sheetData>{cells}</x:sheetData>{end}"
            "</x:worksheet>"
        )
        rows, grid = only(changed(workbook(tmp_path, [1]), sheet1=xml.encode()))
        assert rows == [[], [], [None, "甲乙"]]
        assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {2, 3})
        assert grid.merged == (Merged(2, 3, 3, 4),)


def test_rows_that_a_filter_hides_are_known_before_rows_are_read(tmp_path):
    path = of_xml(
        tmp_path,
        '<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"/><row r="3" hidden="0"/>',
        before='<cols><col min="5" max="4000000000" hidden="1"/><col min="1" max="1"/></cols>',
        after='<autoFilter ref="A1:A3"/>',
    )
    grid = next(open_book(path, HEADINGS.__contains__, 10).grids)
    assert grid.hidden_rows == {2}
    assert grid.hidden_columns == set(range(5, 16_385))


def test_sheets_may_be_read_in_any_order(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("b").append(["b"])
    book.save(tmp_path / "t.xlsx")
    first, second = open_book(tmp_path / "t.xlsx", HEADINGS.__contains__, 10).grids
    assert list(second.rows) == [["b"]]
    assert list(first.rows) == [["a"]]


@pytest.mark.parametrize("part", ["sheet1", "sharedStrings", "workbook", "styles"])
def test_entities_that_unpack_without_end(tmp_path, part):
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    type_ = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]>'

    def change(data):
        start = data.index(b">", 2) + 1 if data.startswith(b"<?") else 0
        return (
            data[:start]
            + type_.encode()
            + re.sub(rb"(<\w+ [^>]*[^/]>)", rb"\1&i;", data[start:], count=1)
        )

    path = changed(workbook(tmp_path, ["开发区"]), **{part: change})
    assert "is no XLSX workbook that can be read" in refused(path)


@pytest.mark.parametrize(
    ("part", "size"), [("sheet1", 70 << 20), ("sharedStrings", 70 << 20), ("styles", 2 << 20)]
)
def test_a_part_that_unpacks_to_much_more(tmp_path, part, size):
    path = workbook(tmp_path, ["开发区"])
    changed(path, **{part: lambda data: data + b" " * size})
    assert path.stat().st_size < size // 200
    assert re.match(rf"unpacks xl/.*{part}.xml to {size >> 20} MB", refused(path))


# -- cells ---------------------------------------------------------------------------------------


def test_kinds_of_cells(tmp_path):
    def strings(_):
        return (
            f'<sst xmlns="{MAIN}"><si><t xml:space="preserve"> 平遥 </t></si>'
            "<si><r><rPr><b/></rPr><t>祁县</t></r><r><t>经开区</t></r>"
            "<rPh sb='0' eb='2'><t>qixian</t></rPh><phoneticPr fontId='1'/></si>"
            "<si><r><rPr><strike/></rPr><t>旧</t></r><r><rPr><strike val='0'/></rPr><t>新</t></r></si>"
            "<si/><si><t>上_x000D_\n下</t></si></sst>"
        ).encode()

    cells = [
        ('<c t="s"><v>0</v></c>', "平遥"),
        ('<c t="s"><v>1</v></c>', "祁县经开区"),
        ('<c t="s"><v>2</v></c>', "旧新"),
        ('<c t="s"><v>3</v></c>', None),
        ('<c t="s"><v>4</v></c>', "上\r\n下"),
        (
            '<c t="inlineStr"><is><r><t>太谷</t></r><r><rPr><b/></rPr><t>区</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
            "太谷区",
        ),
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="b"><v>0</v></c>', "false"),
        ('<c t="d"><v>2021-06-01T00:00:00</v></c>', "2021-06-01"),
        ('<c t="d"><v>soon</v></c>', "soon"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="str"><f>"a"</f><v>a</v></c>', "a"),
        ('<c t="str"><f>""</f><v></v></c>', None),
        ('<c><f t="shared" ref="A1:A9" si="0">A1*2</f><v>4</v></c>', "4"),
        ('<c><f t="shared" si="0"/><v>6</v></c>', "6"),
        ('<c><f t="shared" si="0"/></c>', None),
        ('<c><f t="array" ref="A1:B1">A1:B1</f><v/></c>', None),
        ("<c><v>1.2100000000000002</v></c>", "1.21"),
    ]
    rows, grid = only(
        of_xml(
            tmp_path, "<row>" + "".join(xml for xml, _ in cells) + "</row>", sharedStrings=strings
        )
    )
    assert rows == [[text for _, text in cells]]
    assert grid.faults == [
        Fault(1, 16, "=A1*2", "formula_not_calculated"),
        Fault(1, 17, "=A1:B1", "formula_not_calculated"),
    ]
    assert grid.struck == {(1, 3)}


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="s"><v>99</v></c>',
        '<c t="s"><v>-1</v></c>',
        "<c><v>1_0x</v></c>",
        '<c s="99"><v>1</v></c>',
    ],
)
def test_cells_that_are_no_cells(tmp_path, cell):
    path = of_xml(tmp_path, f"<row>{cell}</row>")
    assert "is no XLSX workbook that can be read" in refused(path)


def test_struck_cells(tmp_path):
    path = workbook(tmp_path, ["开发区", 1.5, None])
    book = openpyxl.load_workbook(path)
    for place in ("A1", "B1", "C1"):
        book.active[place].font = Font(strike=True)
    book.save(path)
    assert only(path)[1].struck == {(1, 1), (1, 2)}


@pytest.mark.parametrize("format_", ["General", "0", "@", "0.00", "000000000000000000"])
def test_more_digits_than_excel_keeps(tmp_path, format_):
    path = workbook(
        tmp_path, [202014070203000123, 999999999999999, -(10**15), 1e300], formats={"A1": format_}
    )
    rows, grid = only(path)
    assert [fault.column for fault in grid.faults] == [1, 3, 4]
    assert {fault.rule for fault in grid.faults} == {"long_number"}
    assert rows[0][:3] == ["202014070203000100", "999999999999999", "-1000000000000000"]
    float_of_it = of_xml(tmp_path, "<row><c><v>2.020140702030001e+17</v></c></row>")
    rows, grid = only(float_of_it)
    assert rows == [["202014070203000100"]]
    assert grid.faults == [Fault(1, 1, "202014070203000100", "long_number")]


@pytest.mark.parametrize(
    ("value", "format_", "text"),
    [
        (12, "0000", "0012"),
        (12, "000000", "000012"),
        (-12, "0000", "-0012"),
        (12, "0000;[Red]-0000", "0012"),
        (12345, "0000", "12345"),
        (12, "000,000", "000012"),
        (1234, "#,##0", "1234"),
        (5, "00.0", "5.0"),
        (0.05, "00%", "5%"),
        (0, "00", "00"),
        (3, "G/通用格式", "3"),
        (1234, "#\\ ##0", "1234"),
    ],
)
def test_zeros_that_a_format_puts_in_front(value, format_, text):
    assert shown(value, format_) == text


@pytest.mark.parametrize("format_", ["0000-00", '0000"-"00', "000\\-0000"])
def test_a_format_that_parts_the_digits(format_):
    with pytest.raises(UnitInFormat):
        shown(202106, format_)


@pytest.mark.parametrize(
    ("value", "format_", "text", "full"),
    [
        (12.5, "0", "13", "12.5"),
        (12.3456789, "0.00", "12.35", "12.3456789"),
        (12.3456789, "#,##0.0", "12.3", "12.3456789"),
        (0.87234, "0.00%", "87.23%", "87.234%"),
        (0.00000123, "0.00", "0.00", "0.00000123"),
        (0.8723, "0.00%", "87.23%", None),
        (0.1 + 0.2, "0.0", "0.3", None),
        (1.1 * 1.1, "0.00", "1.21", None),
        (12.5, "0.00", "12.50", None),
        (12.3456789, "General", "12.3456789", None),
        (12, "0000", "0012", None),
    ],
)
def test_numbers_that_are_shown_with_fewer_decimals(tmp_path, value, format_, text, full):
    rows, grid = only(workbook(tmp_path, [value], formats={"A1": format_}))
    assert rows == [[text]]
    assert grid.shown_otherwise == ([Fault(1, 1, full, "shown_otherwise")] if full else [])
    assert grid.faults == []


def test_an_ending_in_capitals(tmp_path):
    assert only(workbook(tmp_path, ["开发区"], name="BOOK.XLSX"))[0] == [["开发区"]]


# -- text files ----------------------------------------------------------------------------------

TEXT = "开发区\t时期\t数值\n平遥\t2021-06\t12.5\n\n一一一\t2021-07\t3\n"
ROWS = [["开发区", "时期", "数值"], ["平遥", "2021-06", "12.5"], [], ["一一一", "2021-07", "3"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings_and_line_ends(tmp_path, encoding, end):
    rows, grid = only(text_file(tmp_path, TEXT.replace("\n", end), encoding, "t.txt"))
    assert rows == ROWS
    assert (grid.name, grid.is_spreadsheet) == ("", False)


def test_texts_that_are_none(tmp_path):
    assert "no text" in refused(text_file(tmp_path, b"\xe5\xbc\x80,1\n" * 2000 + b"a\0b\n"))
    assert "neither UTF-8 nor GB18030" in refused(text_file(tmp_path, b"\xff\xff\x80\n"))
    cut = text_file(tmp_path, TEXT.encode("utf-16")[:-1])
    assert "row 4: is no text of utf-16" in refused(cut)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize(
    "rows",
    [
        ['"平遥,2021-06,1', "祁县,2021-06,2", "太谷,2021-06,3"],
        ['平遥,2021-06,"1', "祁县,2021-06,2"],
        ['平遥,"2021-06,1', '祁县,"2021-06",2', "太谷,2021-06,3"],
        ['平遥,2021-06,"1'],
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_named_where_it_opens(tmp_path, separator, rows):
    lines = ["开发区,时期,数值", "灵石,2021-05,1", *rows]
    text = "\n".join(lines).replace(",", separator) + "\n"
    assert refused(text_file(tmp_path, text)) == (
        "row 3: a quotation mark is not closed; close it or take it out"
    )


def test_quotation_marks_that_are_closed(tmp_path):
    text = '开发区,时期,数值\n"平遥\n经开区","2021""06",1\n"祁县"经开区,5" ,2\n'
    assert only(text_file(tmp_path, text))[0][1:] == [
        ["平遥\n经开区", '2021"06', "1"],
        ["祁县经开区", '5"', "2"],
    ]


@pytest.mark.parametrize("columns", [16_385, 20_000, 100_000])
def test_more_columns_than_a_sheet(tmp_path, columns):
    path = text_file(tmp_path, "开发区,时期\n" + "1," * (columns - 1) + "1\n")
    assert refused(path) == "row 2: has more columns than a sheet holds, 16384"


def test_lines_without_end(tmp_path):
    path = text_file(tmp_path, "开发区,时期\n" + "1" * 200_000)
    assert "row 2: a cell has more than 131072 characters" in refused(path)
    path = text_file(tmp_path, "开发区,时期\n" + "1," * 1_000_000)
    assert "row 2: has more than 1048576 characters" in refused(path)
    path = text_file(tmp_path, "开发区,时期\n" + '"1\n",' * 300_000)
    assert "row 2: has more than 1048576 characters" in refused(path)
