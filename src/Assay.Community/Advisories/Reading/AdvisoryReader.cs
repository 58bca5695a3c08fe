using System.IO.Compression;
using System.Text.Json;
using Assay.Model;
using Assay.Packages;

namespace Assay.Community;

/// <summary>Reads content of any form into a batch.</summary>
/// <param name="batch">Takes what is read.</param>
/// <param name="source">The name of the source, in place of the names that records have by themselves; null for those.</param>
/// <param name="limits">What reading may cost.</param>
internal sealed class AdvisoryReader(AdvisoryBatch batch, string? source, AdvisoryLimits limits)
{
    /// <summary>Content that was of no form that is known.</summary>
    public int Others { get; private set; }

    /// <summary>Contents that were read.</summary>
    public int Contents { get; private set; }

    /// <summary>The sources that something was read of.</summary>
    public SortedSet<string> Named { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be read, each with its reason.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Reads content; what is wrong with it becomes a problem.</summary>
    /// <param name="label">What it is called in problems.</param>
    /// <param name="bytes">The content; it must not change until the batch is applied.</param>
    /// <param name="group">What a vulnerability index is called when nobody names it: its feed, or its folder.</param>
    /// <param name="isCollection">It is one of many: what its source said before is replaced.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <returns>The addresses of pages when it was the index of a vulnerability index; none otherwise.</returns>
    public IReadOnlyList<string> Read(string label, ReadOnlyMemory<byte> bytes, string group, bool isCollection, CancellationToken cancellation)
    {
        try
        {
            return ReadForm(label, bytes, group, isCollection, isNested: false, cancellation);
        }
        catch (Exception exception) when (exception is JsonException or AdvisoryException or InvalidOperationException or InvalidDataException)
        {
            Problem(label, exception.Message);
            return [];
        }
    }

    /// <summary>Notes what could not be read.</summary>
    public void Problem(string label, string reason)
    {
        if (Problems.Count < limits.Problems)
        {
            Problems.Add($"{label}: {reason}");
        }
    }

    private IReadOnlyList<string> ReadForm(string label, ReadOnlyMemory<byte> bytes, string group, bool isCollection, bool isNested, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var form = AdvisoryForms.Detect(bytes.Span);
        if (form is not (AdvisoryForm.Other or AdvisoryForm.Zip or AdvisoryForm.Gzip))
        {
            Contents++;
        }

        switch (form)
        {
            case AdvisoryForm.Zip or AdvisoryForm.Gzip when isNested:
                throw new AdvisoryException("archives in archives are not read");
            case AdvisoryForm.Zip:
                ReadZip(label, bytes, cancellation);
                break;
            case AdvisoryForm.Gzip:
                return ReadForm(label, Unzip(bytes), group, isCollection, isNested: true, cancellation);
            case AdvisoryForm.Osv:
                ReadRecord(bytes, isCollection);
                break;
            case AdvisoryForm.OsvArray or AdvisoryForm.Lines or AdvisoryForm.OsvList:
                ReadRecords(label, JsonSlices.Objects(AdvisoryForms.WithoutMark(bytes), form == AdvisoryForm.OsvList ? "vulns" : null), cancellation);
                break;
            case AdvisoryForm.NuGetIndex:
                var (pages, date) = NuGetIndexReader.ReadIndex(AdvisoryForms.WithoutMark(bytes));
                if (date is not null)
                {
                    batch.IndexDates[IndexName(group)] = date;
                }

                return pages;
            case AdvisoryForm.NuGetPage:
                Entries(batch.Indexes, Name(IndexName(group))).AddRange(NuGetIndexReader.ReadPage(AdvisoryForms.WithoutMark(bytes)));
                break;
            case AdvisoryForm.ExploitedJson:
                SetExploited(ExploitedReader.ReadJson(AdvisoryForms.WithoutMark(bytes)));
                break;
            case AdvisoryForm.ExploitedCsv:
                SetExploited(ExploitedReader.ReadCsv(AdvisoryForms.WithoutMark(bytes)));
                break;
            case AdvisoryForm.ScoresCsv:
                batch.Scores = (Name(source ?? "epss"), bytes);
                break;
            case AdvisoryForm.Hashes:
                Entries(batch.Hashes, Name(source ?? "hashes")).AddRange(HashList.Read(AdvisoryForms.WithoutMark(bytes)));
                break;
            case AdvisoryForm.Empty:
                throw new AdvisoryException("the file is empty");
            default:
                Others++;
                if (!isCollection)
                {
                    throw new AdvisoryException("this is none of the forms that are read: OSV records, a vulnerability index of NuGet, CISA's catalogue, EPSS scores, lists of SHA-256");
                }

                break;
        }

        return [];
    }

    private string Name(string name)
    {
        Named.Add(name);
        return name;
    }

    private string IndexName(string group) => source ?? "nuget:" + group;

    private static List<T> Entries<T>(Dictionary<string, List<T>> all, string name)
    {
        if (!all.TryGetValue(name, out var entries))
        {
            all.Add(name, entries = []);
        }

        return entries;
    }

    private void SetExploited((string Date, IReadOnlyDictionary<string, KnownExploitation> Entries) read)
    {
        if (read.Entries.Count == 0)
        {
            throw new AdvisoryException("the catalogue has no entry");
        }

        batch.Exploited = (Name(source ?? "kev"), read.Date, read.Entries);
    }

    private void ReadRecords(string label, List<ReadOnlyMemory<byte>> records, CancellationToken cancellation)
    {
        var number = 0;
        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            try
            {
                ReadRecord(record, isCollection: true);
            }
            catch (Exception exception) when (exception is JsonException or AdvisoryException or InvalidOperationException)
            {
                Problem($"{label}, record {number}", exception.Message);
            }
        }
    }

    private void ReadRecord(ReadOnlyMemory<byte> bytes, bool isCollection)
    {
        if (bytes.Length > ForeignJson.LongestRecord)
        {
            throw new AdvisoryException($"the record has more than {ForeignJson.LongestRecord} bytes");
        }

        if (OsvReader.Read(AdvisoryForms.WithoutMark(bytes), source) is { } reading)
        {
            batch.Add(reading, isCollection);
            if (reading.IsOurs || reading.IsWithdrawn)
            {
                Name(reading.Source);
            }
        }
        else
        {
            Others++;
        }
    }

    private void ReadZip(string label, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var result = Unpacker.Unpack(new PackageFile(label, label, bytes.ToArray()), limits.Archive, (index, artifact) =>
        {
            if (index > 0)
            {
                var (name, content) = ($"{label} » {artifact.Info.Name}", artifact.Memory);
                try
                {
                    ReadForm(name, AdvisoryForms.Detect(artifact.Bytes) == AdvisoryForm.ScoresCsv ? content.ToArray() : content, Path.GetFileNameWithoutExtension(label), isCollection: true, isNested: true, cancellation);
                }
                catch (Exception exception) when (exception is JsonException or AdvisoryException or InvalidOperationException)
                {
                    Problem(name, exception.Message);
                }
            }

            return [];
        }, cancellation);
        foreach (var problem in result.Problems)
        {
            Problem(label, problem.Text);
        }
    }

    private byte[] Unzip(ReadOnlyMemory<byte> bytes)
    {
        using var packed = new MemoryStream(bytes.ToArray(), writable: false);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        while (gzip.Read(buffer) is > 0 and var count)
        {
            if (content.Length + count > limits.ContentBytes)
            {
                throw new AdvisoryException($"the unpacked content has more than {limits.ContentBytes} bytes");
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
