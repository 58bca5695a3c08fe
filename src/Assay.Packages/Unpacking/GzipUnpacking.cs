using System.Buffers.Binary;
using Assay.Model;
using Assay.Packages.Compression;
using Assay.Packages.Zip;

namespace Assay.Packages.Unpacking;

/// <summary>Takes a gzip file apart (RFC 1952): all members make one content.</summary>
internal sealed class GzipUnpacking(UnpackRun run, Container container, ProblemReporter problems)
{
    private const int TrailerSize = 8;

    public void Run()
    {
        if (run.Spending.Exhausted)
        {
            return;
        }

        var packed = container.Content;
        var found = container.Entry(InnerName(container.Info.Name));
        var (allowed, limit) = run.Spending.Allowance(packed.Count);
        using var output = new ContentBuffer(run.Pool, (int)Math.Min(allowed, Math.Max(1024, 4L * packed.Count)) + 1);
        var position = 0;
        for (var member = 0; position < packed.Count; member++)
        {
            if (member == run.Budget.GzipMembers)
            {
                problems.AddLimit(Limit.GzipMembers, run.Budget.GzipMembers, $"offset {position}", $"More than {member} gzip members: the rest was not read.");
                break;
            }

            if (!GzipHeader.TryMeasure(packed[position..], out var header, out var reservedFlags, out var wrongSum))
            {
                ReportNoHeader(member, position);
                break;
            }

            if (reservedFlags)
            {
                problems.Add(ProblemId.GzipInvalid, $"offset {position}", "The gzip header has reserved flags.");
            }

            if (wrongSum)
            {
                problems.Add(ProblemId.GzipInvalid, $"offset {position}", "The sum of the gzip header is wrong: some readers refuse it.");
            }

            var before = output.Length;
            var body = packed[(position + header)..];
            var end = Inflater.InflatePrefix(body, body.Count - TrailerSize, output, allowed, run.Cancellation, out var length);
            if (end == InflateEnd.TooLong)
            {
                run.Spending.Refuse(allowed, limit, packed.Count, problems, found.Name);
                if (!run.Spending.Exhausted)
                {
                    run.AddUnread(found, 0);
                }

                return;
            }

            if (end != InflateEnd.Complete)
            {
                problems.Add(ProblemId.GzipInvalid, $"offset {position}", "The compressed data is cut or invalid.");
                break;
            }

            position += header + length;
            if (!VerifyTrailer(packed[position..], output.Content[before..], position))
            {
                break;
            }

            position += TrailerSize;
        }

        Deliver(found, output);
    }

    private void Deliver(Found found, ContentBuffer output)
    {
        if (output.Length == 0 && container.Index == 0)
        {
            problems.Add(ProblemId.InputUnreadable, null, "Nothing could be unpacked.");
            return;
        }

        run.Spending.Take(output.Length);
        run.Add(found, output.Content);
    }

    private void ReportNoHeader(int member, int position)
    {
        if (member == 0)
        {
            problems.Add(ProblemId.GzipInvalid, null, "The gzip header is cut or invalid.");
        }
        else
        {
            problems.Add(ProblemId.GzipTrailingBytes, $"offset {position}", $"{container.Content.Count - position} bytes follow the gzip stream.");
        }
    }

    /// <summary>RFC 1952 2.3.1: CRC-32, then the length modulo 2^32.</summary>
    private bool VerifyTrailer(ReadOnlySpan<byte> trailer, ReadOnlySpan<byte> content, int position)
    {
        if (trailer.Length < TrailerSize)
        {
            problems.Add(ProblemId.GzipInvalid, $"offset {position}", "The gzip trailer is cut.");
            return false;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.Compute(content))
        {
            problems.Add(ProblemId.GzipInvalid, $"offset {position}", "The CRC-32 of the content differs from the gzip trailer.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)content.Length)
        {
            problems.Add(ProblemId.GzipInvalid, $"offset {position}", "The length of the content differs from the gzip trailer.");
        }

        return true;
    }

    /// <summary><c>tools/a.tar.gz</c> and <c>a.tgz</c> => <c>a.tar</c>.</summary>
    private static string InnerName(string name)
    {
        name = name[(name.LastIndexOf('/') + 1)..];
        if (name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase))
        {
            return name[..^4] + ".tar";
        }

        return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && name.Length > 3 ? name[..^3] : name + ".content";
    }
}
