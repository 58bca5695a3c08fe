using System.Text;
using Assay.Model;
using Assay.Packages.Tar;

namespace Assay.Packages.Unpacking;

/// <summary>Takes a tar apart; entries are slices of its content.</summary>
internal sealed class TarUnpacking(UnpackRun run, Container container, ProblemReporter problems)
{
    private const int NameField = 100;
    private const long LargestOctal = 0x1_FFFF_FFFF;

    private readonly NameAudit _names = new(run.Budget, problems, ProblemId.TarUnsafeName, ProblemId.TarUnsafeName);
    private PaxRecords? _pax;
    private string? _longName;
    private string? _longLink;
    private int _entries;

    public void Run()
    {
        var content = container.Content;
        var position = 0;
        var ended = false;
        while (!run.Spending.Exhausted && content.Count - position >= TarHeader.BlockSize)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var header = new TarHeader(content.AsSpan(position, TarHeader.BlockSize));
            if (header.IsZero)
            {
                ended = true;
                break;
            }

            if (!header.IsChecksumRight || !header.TryReadSize(out var size))
            {
                problems.Add(ProblemId.TarHeaderInvalid, $"offset {position}", "The header has a wrong checksum or size: nothing after it was read.");
                return;
            }

            position += TarHeader.BlockSize;
            size = IsMeta(header.Type) ? size : ContentSize(header, size, content.AsSpan(position));
            var available = content.Count - position;
            if (size > available)
            {
                problems.Add(ProblemId.TarTruncated, header.Name, $"The entry says {size} bytes; {available} are left.");
            }

            var data = content.Slice(position, (int)Math.Min(size, available));
            if (!Take(header, data))
            {
                return;
            }

            position = (int)Math.Min(content.Count, position + ((Math.Min(size, available) + TarHeader.BlockSize - 1) / TarHeader.BlockSize * TarHeader.BlockSize));
            if (size > available)
            {
                return;
            }
        }

        ReportEnd(ended, content.AsSpan(position));
    }

    private void ReportEnd(bool ended, ReadOnlySpan<byte> rest)
    {
        if (run.Spending.Exhausted)
        {
            return;
        }

        if (!ended)
        {
            problems.Add(ProblemId.TarTruncated, null, "The archive ends without its end blocks.");
        }
        else if (rest.ContainsAnyExcept((byte)0))
        {
            problems.Add(ProblemId.TarTruncated, null, "Bytes follow the end blocks: not examined.");
        }
    }

    private static bool IsMeta(byte type) => type is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K';

    /// <summary>Gives the bytes that follow a header, and says when readers count them differently.</summary>
    private long ContentSize(TarHeader header, long written, ReadOnlySpan<byte> rest)
    {
        var size = written;
        if (_pax?.Size is { } wide && wide != written)
        {
            // POSIX.1-2017 pax, "size": overrides the field, which needs no help below 8 GiB.
            if (wide <= LargestOctal)
            {
                problems.Add(ProblemId.TarHeaderInvalid, header.Name, $"The header says {written} bytes, its extended header {wide}: readers that skip that go on elsewhere.");
            }

            size = wide;
        }

        if (size == 0 || !IsFolder(header.Type, NameOf(header)))
        {
            return size;
        }

        problems.Add(ProblemId.TarSpecialEntry, header.Name, $"The entry is a folder that says {size} bytes: readers take them for further entries, or skip them.");
        return rest.Length >= TarHeader.BlockSize && new TarHeader(rest[..TarHeader.BlockSize]).IsChecksumRight ? 0 : size;
    }

    // Before there was a type for folders, a slash at the end marked them; readers still take it so.
    private static bool IsFolder(byte type, string name) => type == (byte)'5' || (type is 0 or (byte)'0' or (byte)'7' && name.EndsWith('/'));

    private bool Take(TarHeader header, ArraySegment<byte> data)
    {
        switch (header.Type)
        {
            case (byte)'x' or (byte)'g':
                TakePax(header, data);
                return true;
            case (byte)'L':
                _longName = LongText(data);
                return true;
            case (byte)'K':
                _longLink = LongText(data);
                return true;
        }

        if (_entries++ == run.Budget.EntriesPerArchive)
        {
            problems.AddLimit(Limit.ArchiveEntries, run.Budget.EntriesPerArchive, null, $"The archive has more than {run.Budget.EntriesPerArchive} entries: the rest was not read.");
            return false;
        }

        var name = EffectiveName(header);
        var link = _pax?.LinkTarget ?? _longLink ?? header.LinkTarget;
        _pax = null;
        _longName = _longLink = null;
        TakeEntry(header.Type, name, link, data);
        return true;
    }

    private void TakePax(TarHeader header, ArraySegment<byte> data)
    {
        var records = PaxRecords.Read(data);
        if (records.IsBroken)
        {
            problems.Add(ProblemId.TarHeaderInvalid, header.Name, "An extended header is invalid.");
        }

        // Global records are defaults in no archive that a tool writes: reported, not applied.
        if (header.Type == (byte)'g' && records.Size is not null)
        {
            problems.Add(ProblemId.TarHeaderInvalid, header.Name, "A global extended header gives every entry a size, which some readers apply.");
        }

        if (records.IsSparse)
        {
            problems.Add(ProblemId.TarSpecialEntry, header.Name, "An extended header makes the entry a sparse file: readers that know it show other content, and may show another name.");
        }

        if (header.Type == (byte)'g' && (records.Path ?? records.LinkTarget) is not null)
        {
            problems.Add(ProblemId.TarUnsafeName, header.Name, "A global extended header renames every entry.");
        }

        if (header.Type == (byte)'x')
        {
            _pax = records;
        }
    }

    // A value of no length takes the record back (POSIX.1-2017 pax, "Extended Header Keyword Precedence").
    private string NameOf(TarHeader header) => _pax?.Path is { Length: > 0 } path ? path : _longName ?? header.Name;

    private string EffectiveName(TarHeader header)
    {
        var plain = header.Name;
        var name = NameOf(header);
        if (_pax?.Path is "")
        {
            problems.Add(ProblemId.TarUnsafeName, plain, "An extended header gives the entry an empty name.");
        }

        // A short ASCII name needs no extended header: one that differs shows another name to readers that skip it.
        if (name != plain && name.Length <= NameField && Ascii.IsValid(name) && !name.StartsWith(plain, StringComparison.Ordinal))
        {
            problems.Add(ProblemId.TarUnsafeName, plain, $"An extended header gives the entry another name: {EntryPath.Shorten(name, run.Budget.NameBytes)}");
        }

        return name;
    }

    /// <summary>Longer names than the limit are cut one byte behind it, so that the audit of names reports them.</summary>
    private string LongText(ReadOnlySpan<byte> data) => TarHeader.Text(data[..Math.Min(data.Length, run.Budget.NameBytes + 1)]);

    private void TakeEntry(byte type, string name, string link, ArraySegment<byte> data)
    {
        var isFolder = IsFolder(type, name);
        var plain = isFolder && name.TrimEnd('/').StartsWith("./", StringComparison.Ordinal) ? name.TrimEnd('/')[2..] : name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        // Archives of "." start with a folder entry for it, and their names with "./".
        if (plain is "" or "." or "./" && data.Count == 0)
        {
            return;
        }

        var nameBytes = Encoding.UTF8.GetByteCount(plain);
        plain = EntryPath.Shorten(plain, run.Budget.NameBytes);
        _names.Add(plain, nameBytes, isFolder);
        if (Special(type) is { } special)
        {
            problems.Add(ProblemId.TarSpecialEntry, plain, $"The entry is {special}{(link.Length > 0 ? $" to {EntryPath.Shorten(link, run.Budget.NameBytes)}" : "")}.");
        }

        if (data.Count == 0 && (isFolder || type is >= (byte)'1' and <= (byte)'6'))
        {
            return;
        }

        var found = container.Entry(plain);
        var (allowed, limit) = run.Spending.Allowance(Math.Max(1, data.Count));
        if (data.Count > allowed)
        {
            run.Spending.Refuse(allowed, limit, data.Count, problems, name);
            return;
        }

        run.Spending.Take(data.Count);
        run.Add(found, data);
    }

    private static string? Special(byte type) => type switch
    {
        0 or (byte)'0' or (byte)'5' or (byte)'7' => null,
        (byte)'1' => "a hard link",
        (byte)'2' => "a symbolic link",
        (byte)'3' => "a character device",
        (byte)'4' => "a block device",
        (byte)'6' => "a named pipe",
        _ => $"of type '{(char)type}', which is read as a file",
    };
}
