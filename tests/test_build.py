"""Building: what is written, what is refused, and what a failure leaves behind."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

import zonedb
from zonedb import AssetError, CheckError, TargetError
from zonedb.cli import main

pytestmark = pytest.mark.slow  # builds or loads many files


def copy_of(db: Path, folder: Path) -> Path:
    """A built file of the test's own."""
    return Path(shutil.copy(db, folder / "z.duckdb"))


def others(target: Path) -> list[str]:
    """Files beside the target, hidden ones too."""
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def test_report_and_file(db, rows, con):
    assert rows("select count(*) from figures") == [(144,)]
    assert others(db) == []
    # compact: DuckDB keeps some 20 kB of text and types of each view, and frees nothing behind
    [(relations,)] = rows("select count(*) from information_schema.tables")
    assert db.stat().st_size < 30_000 * relations
    assert rows("select free_blocks from pragma_database_size()") == [(0,)]
    [(version,)] = rows(
        "select tags['storage_version'] from duckdb_databases() where path is not null"
    )
    assert version is None or version.startswith(("v1.1", "v1.0"))


def test_same_inputs_same_fingerprint(db, rows, tmp_path):
    report = zonedb.build(tmp_path / "again.duckdb")
    stored = rows("select property_value from build_info where property = 'content_fingerprint'")
    assert stored == [(report.fingerprint,)]
    assert report.figures == 144


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("seeds/areas.sql", "'Yuci'", "'Yuci!'"),
        ("sql/schema.sql", "units; quantity", "units: quantity"),
        ("sql/views/2_metrics/rates/start_rate.sql", "'开工率;", "'开工率;新"),
        ("seeds/data_dictionary.sql", "'来源编号'", "'来源号'"),
        (
            "sql/views/2_metrics/rates/start_rate.sql",
            "cast(metric_figures.value as",
            "cast(2 * metric_figures.value as",
        ),
    ],
)
def test_any_change_changes_the_fingerprint(own_assets, rows, tmp_path, file, old, new):
    path = own_assets / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    report = zonedb.build(tmp_path / "z.duckdb", assets_root=own_assets)
    stored = rows("select property_value from build_info where property = 'content_fingerprint'")
    assert stored != [(report.fingerprint,)]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("seeds/units.sql", "('mu', '亩'", "('mu' '亩'", None, "(in: "),
        ("seeds/areas.sql", "values\n", "valuess\n", 3, "syntax error"),
        ("seeds/areas.sql", "'county', '榆次区'", "'town', '榆次区'", 2, "CHECK constraint"),
        ("seeds/zones.sql", "('taigu_zone'", "('taigu'", 3, "foreign key"),
        ("sql/views/2_metrics/rates/start_rate.sql", "from metric_figures\n", "from nowhere\n", None,
         "nowhere does not exist"),
        ("sql/schema.sql", "create table sources", "creat table sources", None, "syntax error"),
    ],
)  # fmt: skip
def test_broken_sql_is_reported_by_file_line_and_statement(
    own_assets, tmp_path, file, old, new, line, message
):
    path = own_assets / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    target = tmp_path / "out" / "z.duckdb"
    target.parent.mkdir()
    with pytest.raises(AssetError) as caught:
        zonedb.build(target, assets_root=own_assets)
    error = str(caught.value)
    assert "\n" not in error
    assert error.startswith(f"{path}:")
    assert message in error
    assert "(in: " in error
    if line:
        assert error.startswith(f"{path}:{line}:")
    assert not target.exists()
    assert others(target) == []


def test_a_seed_without_a_table_is_reported(own_assets, tmp_path):
    (own_assets / "seeds" / "cities.sql").write_text("select 1;\n", "utf-8")
    with pytest.raises(AssetError, match="creates no table cities"):
        zonedb.build(tmp_path / "z.duckdb", assets_root=own_assets)


def test_a_failed_check_publishes_nothing(db, own_assets, tmp_path):
    path = own_assets / "seeds" / "observations.sql"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("'R1-4@2021-08-06', 87.23, ", "'R1-4@2021-08-06', 87.32, "), "utf-8"
    )
    target = copy_of(db, tmp_path)
    before = target.read_bytes()
    with pytest.raises(
        CheckError, match=r"literal_fits_value: jinzhong_article figure 28 \(87.23%\)"
    ):
        zonedb.build(target, assets_root=own_assets)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".z*"))


def test_foreign_files_are_not_overwritten_without_force(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("mine", "utf-8")
    foreign = tmp_path / "foreign.duckdb"
    with duckdb.connect(str(foreign)) as connection:
        connection.execute("create table build_info as select 1 as property, 2 as property_value")
    empty = tmp_path / "empty.duckdb"
    empty.touch()
    for path in (text, foreign, empty):
        before = path.read_bytes()
        with pytest.raises(TargetError, match="zonedb did not write this file.*--force"):
            zonedb.build(path)
        assert path.read_bytes() == before
    zonedb.build(text, force=True)
    assert zonedb.query("start_rate", text).fetchall()


def test_tables_of_the_user_are_not_lost_without_force(db, tmp_path):
    target = copy_of(db, tmp_path)
    with duckdb.connect(str(target)) as connection:
        connection.execute("create table my_notes as select 'mine' as note")
    with pytest.raises(TargetError, match="my_notes"):
        zonedb.build(target)
    zonedb.build(target, force=True)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing/z.duckdb", "the folder does not exist"),
        (".", "is a folder"),
        ("/dev/null", "is a folder or a device"),
        ("file.txt/z.duckdb", "is a file, not a folder"),
        ("x" * 300, "the name is too long"),
    ],
)
def test_wrong_places(tmp_path, monkeypatch, path, message):
    (tmp_path / "file.txt").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TargetError, match=message) as caught:
        zonedb.build(path)
    assert "\n" not in str(caught.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file.txt"]


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder nobody can write to")
def test_read_only_folder():
    with pytest.raises(TargetError, match="cannot be written to"):
        zonedb.build("/sys/zonedb.duckdb")


def test_a_file_open_for_writing_elsewhere_is_left_alone(db, tmp_path):
    target = copy_of(db, tmp_path)
    holder = subprocess.Popen(
        [sys.executable, "-c",
         f"import duckdb; c = duckdb.connect({str(target)!r}); print('open', flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(TargetError, match="open for writing in another program"):
            zonedb.build(target)
        with pytest.raises(zonedb.DatabaseError, match="open for writing in another program"):
            zonedb.connect(target)
    finally:
        holder.communicate("\n")
    assert zonedb.query("start_rate", target).fetchall()


def test_readers_keep_the_old_file_while_a_new_one_takes_its_place(db, tmp_path):
    target = copy_of(db, tmp_path)
    with zonedb.connect(target) as reader:
        zonedb.build(target)
        assert reader.execute("select count(*) from figures").fetchall() == [(144,)]
    assert others(target) == []


@pytest.mark.skipif(os.name != "posix", reason="uses a POSIX limit on file size")
def test_full_disk_leaves_the_old_file(db, tmp_path):
    target = copy_of(db, tmp_path)
    before = target.read_bytes()
    limited = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000));"
        f"from zonedb.cli import main; raise SystemExit(main(['build', '--db', {str(target)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written in full (is the disk full?); the file is as it was" in done.stderr
    assert target.read_bytes() == before
    assert others(target) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="uses POSIX signals")
def test_killed_builds_leave_the_old_file_and_the_next_build_clears_up(db, tmp_path):
    target = copy_of(db, tmp_path)
    before = target.read_bytes()
    left = False
    for delay in (0.3, 0.6, 0.9, 1.2, 1.6, 2.0, 2.6):
        building = subprocess.Popen([sys.executable, "-m", "zonedb", "build", "--db", str(target)])
        time.sleep(delay)
        building.send_signal(signal.SIGKILL)
        building.wait()
        left = left or bool(others(target))
        assert target.read_bytes() == before or zonedb.query("start_rate", target).fetchall()
    assert left, "no build was killed while it wrote"
    zonedb.build(target)
    assert others(target) == []


@pytest.mark.skipif(os.name != "posix", reason="uses POSIX signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_build_says_so_and_leaves_nothing(tmp_path, stop):
    target = tmp_path / "z.duckdb"
    building = subprocess.Popen(
        [sys.executable, "-m", "zonedb", "build", "--db", str(target)],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while not any(".building" in name for name in others(target)) and time.monotonic() < deadline:
        time.sleep(0.01)
    building.send_signal(stop)
    _, error = building.communicate()
    assert building.returncode == 1
    assert error == "zonedb: interrupted; nothing was changed\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="uses POSIX signals")
def test_ctrl_c_before_the_command_begins_ends_it_without_a_word():
    stop = "import os, signal, zonedb.__main__; os.kill(os.getpid(), signal.SIGINT)"
    done = subprocess.run([sys.executable, "-c", stop], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_a_symbolic_link_is_kept(db, tmp_path):
    real = tmp_path / "real.duckdb"
    link = tmp_path / "link.duckdb"
    shutil.copy(db, real)
    link.symlink_to(real)
    inode = real.stat().st_ino
    zonedb.build(link)
    assert link.is_symlink()
    assert real.stat().st_ino != inode


def test_storage_version_is_checked(tmp_path):
    with pytest.raises(TargetError, match="write it like v1.1.0"):
        zonedb.build(tmp_path / "z.duckdb", storage_version="1'; drop")
    with pytest.raises(TargetError, match="v9.9.9"):
        zonedb.build(tmp_path / "z.duckdb", storage_version="v9.9.9")
    assert list(tmp_path.iterdir()) == []


def test_storage_version_and_chinese_views_from_the_command_line(tmp_path, capsys):
    target = tmp_path / "z.duckdb"
    options = ["--storage-version", "v1.2.0", "--chinese-views"]
    assert main(["build", "--db", str(target), *options]) == 0
    with duckdb.connect(str(target), read_only=True) as connection:
        [(storage,)] = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where path is not null"
        ).fetchall()
        assert storage.startswith("v1.2")
        [(rate,)] = connection.execute('select "开工率" from zh."开工率"').fetchall()
    assert round(rate, 2) == 87.23


def test_a_rebuild_in_the_same_process_is_seen_at_once(tmp_path, own_assets):
    target = tmp_path / "z.duckdb"
    zonedb.build(target)
    [(before,)] = zonedb.query("start_rate", target).project("start_rate_pct").fetchall()
    view = own_assets / "sql/views/2_metrics/rates/start_rate.sql"
    view.write_text(
        view.read_text("utf-8").replace("metric_figures.value", "2 * metric_figures.value"),
        "utf-8",
    )
    zonedb.build(target, assets_root=own_assets)
    [(queried,)] = zonedb.query("start_rate", target).project("start_rate_pct").fetchall()
    with zonedb.connect(target) as connection:
        [(connected,)] = connection.execute("select start_rate_pct from start_rate").fetchall()
    assert (round(before, 2), round(queried, 2), round(connected, 2)) == (87.23, 174.47, 174.47)


def test_a_file_replaced_by_another_process_is_seen_by_the_next_query(tmp_path, own_assets):
    target, other = tmp_path / "z.duckdb", tmp_path / "other.duckdb"
    zonedb.build(target)
    zonedb.query("start_rate", target).fetchall()
    view = own_assets / "sql/views/2_metrics/rates/start_rate.sql"
    view.write_text(
        view.read_text("utf-8").replace("metric_figures.value", "2 * metric_figures.value"),
        "utf-8",
    )
    zonedb.build(other, assets_root=own_assets)
    other.replace(target)
    [(rate,)] = zonedb.query("start_rate", target).project("start_rate_pct").fetchall()
    assert round(rate, 2) == 174.47


# -- what stands beside and on the file that is replaced ------------------------------------------


def cut_off(path: Path, statement: str) -> None:
    """Change a file in a process that is killed before its log is taken in."""
    subprocess.run(
        [
            sys.executable, "-c",
            "import os, sys, duckdb; c = duckdb.connect(sys.argv[1]);"
            " c.execute('set wal_autocheckpoint = \"1GB\"'); c.execute(sys.argv[2]); os._exit(9)",
            str(path), statement,
        ],
        check=False,
    )  # fmt: skip
    assert path.with_name(path.name + ".wal").exists()


def test_a_log_left_behind_is_not_replayed_onto_the_new_file(db, tmp_path):
    path = tmp_path / "z.duckdb"
    shutil.copyfile(db, path)
    cut_off(path, "delete from observations where figure_no = 20")
    zonedb.build(path)
    assert not path.with_name("z.duckdb.wal").exists()
    with zonedb.connect(path) as built, zonedb.connect(db) as fresh:
        count = "select count(*) from observations"
        assert built.execute(count).fetchall() == fresh.execute(count).fetchall()


def test_a_log_of_another_file_is_refused_in_one_line(db, tmp_path):
    path, other = tmp_path / "z.duckdb", tmp_path / "o.duckdb"
    shutil.copyfile(db, path)
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table t as select range as a from range(100000)")
    cut_off(other, "insert into t select * from range(100000)")
    other.with_name("o.duckdb.wal").replace(path.with_name("z.duckdb.wal"))
    before = path.read_bytes()
    with pytest.raises(TargetError) as caught:
        zonedb.build(path, force=True)
    assert str(caught.value) == (
        f"{path}.wal: was left by a program that was cut off and cannot be taken into the"
        " database; close that program, or delete the log"
    )
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664])
def test_a_replaced_file_keeps_its_permission_bits(db, tmp_path, mode):
    path = tmp_path / "z.duckdb"
    shutil.copyfile(db, path)
    path.chmod(mode)
    zonedb.build(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode
