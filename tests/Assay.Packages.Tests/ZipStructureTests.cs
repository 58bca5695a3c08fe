using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class ZipStructureTests
{
    private static readonly RawEntry Plain = new("lib/a.txt", "some text that is packed");

    [Fact]
    public void A_sound_package_has_no_problems_and_shows_every_entry()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(Plain).Add(Plain with { Name = "lib/b.txt", Method = 0 }).Build());

        Assert.Empty(unpacked.Problems);
        Assert.Equal(["sample.nupkg", "sample.nupkg!Sample.nuspec", "sample.nupkg!lib/a.txt", "sample.nupkg!lib/b.txt"], unpacked.Result.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal("some text that is packed", unpacked.Text("sample.nupkg!lib/b.txt"));
        Assert.Equal(ArtifactKind.NuGetPackage, unpacked.Result.Artifacts[0].Kind);
        Assert.Equal(unpacked.Result.Sha256, unpacked.Result.Artifacts[0].Sha256);
    }

    public static TheoryData<string, ProblemId, RawEntry> LyingEntries => new()
    {
        { "crc", ProblemId.ZipCrcMismatch, Plain with { Crc = 1 } },
        { "size too small", ProblemId.ZipSizeMismatch, Plain with { Size = 5 } },
        { "size too large", ProblemId.ZipSizeMismatch, Plain with { Size = 500 } },
        { "four GiB", ProblemId.ZipSizeMismatch, Plain with { Size = 0xFFFFFFF0 } },
        { "local name", ProblemId.ZipHeadersDiffer, Plain with { LocalName = "lib/x.txt" } },
        { "local method", ProblemId.ZipHeadersDiffer, Plain with { LocalMethod = 0 } },
        { "local flags", ProblemId.ZipHeadersDiffer, Plain with { LocalFlags = 1 } },
        { "local version", ProblemId.ZipHeadersDiffer, Plain with { LocalVersionNeeded = 45 } },
        { "local time", ProblemId.ZipHeadersDiffer, Plain with { LocalModified = 1 } },
        { "local crc", ProblemId.ZipHeadersDiffer, Plain with { LocalCrc = 1 } },
        { "local size", ProblemId.ZipHeadersDiffer, Plain with { LocalSize = 1 } },
        { "local packed size", ProblemId.ZipHeadersDiffer, Plain with { LocalPackedSize = 1 } },
        { "descriptor", ProblemId.ZipHeadersDiffer, Plain with { Descriptor = true, DescriptorCrc = 1 } },
        { "no local header", ProblemId.ZipLocalHeaderUnreadable, Plain with { LocalSignature = 0 } },
        { "offset behind the file", ProblemId.ZipLocalHeaderUnreadable, Plain with { LocalOffset = 0x7FFFFFFF } },
        { "two names over one entry", ProblemId.ZipEntriesOverlap, Plain with { DirectoryOnly = true, LocalOffset = 0 } },
        { "unlisted", ProblemId.ZipHiddenEntry, Plain with { Unlisted = true } },
        { "bytes between", ProblemId.ZipUnaccountedBytes, Plain with { Before = [1, 2, 3] } },
        { "invalid data", ProblemId.ZipDataInvalid, Plain with { Packed = [0xFF, 0xFF, 0xFF] } },
        { "cut data", ProblemId.ZipDataInvalid, Plain with { Packed = RawZip.Deflate(Plain.Content)[..^4] } },
        { "bytes after the final block", ProblemId.ZipUnaccountedBytes, Plain with { Packed = [.. RawZip.Deflate(Plain.Content), 1] } },
        { "encrypted", ProblemId.ZipEncryptedEntry, Plain with { Flags = 1 } },
        { "strongly encrypted", ProblemId.ZipEncryptedEntry, Plain with { Flags = 1 << 6 } },
        { "bzip2", ProblemId.ZipUnknownMethod, Plain with { Method = 12 } },
        { "deflate64", ProblemId.ZipUnknownMethod, Plain with { Method = 9 } },
        { "comment", ProblemId.ZipUnusualFeature, Plain with { Comment = "hello" } },
        { "version 9.9", ProblemId.ZipUnusualFeature, Plain with { VersionNeeded = 99 } },
        { "broken extra field", ProblemId.ZipUnusualFeature, Plain with { Extra = [1, 2, 200, 0, 1] } },
        { "large extra field", ProblemId.ZipUnusualFeature, Plain with { Extra = [0x34, 0x12, 0x2C, 0x01, .. new byte[300]] } },
        { "unicode path", ProblemId.ZipAmbiguousName, Plain with { Extra = [0x75, 0x70, 7, 0, 1, 0, 0, 0, 0, (byte)'x', (byte)'y'] } },
        { "unicode path in the local header", ProblemId.ZipAmbiguousName, Plain with { LocalExtra = [0x75, 0x70, 7, 0, 1, 0, 0, 0, 0, (byte)'x', (byte)'y'] } },
        { "broken extra field in the local header", ProblemId.ZipUnusualFeature, Plain with { LocalExtra = [1, 2, 200, 0, 1] } },
        { "large extra field in the local header", ProblemId.ZipUnusualFeature, Plain with { LocalExtra = [0x34, 0x12, 0x2C, 0x01, .. new byte[300]] } },
        { "patched data", ProblemId.ZipUnusualFeature, Plain with { Flags = 1 << 5 } },
        { "folder with content", ProblemId.ZipAmbiguousName, Plain with { Name = "lib/a/" } },
        { "folder by its mode", ProblemId.ZipSpecialEntry, Plain with { VersionMadeBy = 3 << 8, ExternalAttributes = 0x41ED0000 } },
        { "folder by its attributes", ProblemId.ZipSpecialEntry, Plain with { ExternalAttributes = 0x10 } },
        { "deferred size that differs", ProblemId.ZipHeadersDiffer, Plain with { Descriptor = true, LocalSize = 1 } },
        { "zip64 without field", ProblemId.ZipDirectoryInconsistent, Plain with { Size = uint.MaxValue } },
        { "symbolic link", ProblemId.ZipSpecialEntry, Plain with { VersionMadeBy = 3 << 8, ExternalAttributes = 0xA1FF0000 } },
        { "device", ProblemId.ZipSpecialEntry, Plain with { VersionMadeBy = 3 << 8, ExternalAttributes = 0x21FF0000 } },
        { "set-uid", ProblemId.ZipSpecialEntry, Plain with { VersionMadeBy = 3 << 8, ExternalAttributes = 0x89FF0000 } },
    };

    [Theory]
    [MemberData(nameof(LyingEntries))]
    public void An_entry_that_lies_is_reported_and_the_others_are_read(string what, ProblemId expected, RawEntry entry)
    {
        var package = new NupkgBuilder().Add(entry).Add("last.txt", "last").Build();

        var unpacked = Unpacked.Twice(package);

        Assert.True(unpacked.Ids.Contains(expected), what);
        Assert.Equal("last", unpacked.Text("sample.nupkg!last.txt"));
    }

    public static TheoryData<string, ProblemId, Action<RawZip>> LyingArchives => new()
    {
        { "prefix", ProblemId.ZipUnaccountedBytes, zip => zip.Prefix = new byte[100] },
        { "suffix", ProblemId.ZipUnaccountedBytes, zip => zip.Suffix = new byte[100] },
        { "archive in front", ProblemId.ZipSeveralEndRecords, zip => zip.Prefix = new RawZip().Add(Plain).Build() },
        { "archive in front, its entries", ProblemId.ZipHiddenEntry, zip => zip.Prefix = new RawZip().Add(Plain).Build() },
        { "archive in the comment", ProblemId.ZipSeveralEndRecords, zip => zip.Comment = new RawZip().Add(Plain).Build() },
        { "comment", ProblemId.ZipUnusualFeature, zip => zip.Comment = [1, 2, 3] },
        { "cut comment", ProblemId.ZipDirectoryInconsistent, zip => zip.CommentLength = 9 },
        { "count too low", ProblemId.ZipDirectoryInconsistent, zip => zip.EntryCount = 1 },
        { "count too high", ProblemId.ZipDirectoryInconsistent, zip => zip.EntryCount = 7 },
        { "directory size", ProblemId.ZipDirectoryInconsistent, zip => zip.DirectorySize = 3 },
        { "directory offset", ProblemId.ZipDirectoryInconsistent, zip => zip.DirectoryOffset = 3 },
        { "zip64 count", ProblemId.ZipDirectoryInconsistent, zip => zip.Zip64Entries = 3 },
    };

    [Theory]
    [MemberData(nameof(LyingArchives))]
    public void An_archive_that_lies_is_reported(string what, ProblemId expected, Action<RawZip> lie)
    {
        var package = new NupkgBuilder().Add(Plain);
        lie(package.Zip);

        var unpacked = Unpacked.Twice(package.Build());

        Assert.True(unpacked.Ids.Contains(expected), what);
    }

    [Fact]
    public void A_hidden_entry_is_examined_like_any_other()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(Plain with { Unlisted = true }).Build());

        Assert.Equal("some text that is packed", unpacked.Text("sample.nupkg!lib/a.txt"));
    }

    [Fact]
    public void Hidden_entries_behind_data_of_unknown_length_are_found_too()
    {
        var first = new RawEntry("first.txt", "1") { Unlisted = true, Descriptor = true };

        var unpacked = Unpacked.Twice(new NupkgBuilder().Add(first).Add(Plain with { Unlisted = true }).Build());

        Assert.Equal("1", unpacked.Text("sample.nupkg!first.txt"));
        Assert.Equal("some text that is packed", unpacked.Text("sample.nupkg!lib/a.txt"));
    }

    [Fact]
    public void Content_behind_an_encryption_flag_is_examined_as_installers_deliver_it()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(Plain with { Flags = 1 }).Build());

        Assert.Equal("some text that is packed", unpacked.Text("sample.nupkg!lib/a.txt"));
    }

    [Fact]
    public void An_entry_that_could_not_be_read_is_listed_without_a_hash_and_not_visited()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(Plain with { Method = 12 }).Build());

        Assert.Equal("", unpacked.Artifact("sample.nupkg!lib/a.txt").Sha256);
        Assert.DoesNotContain(2, unpacked.Contents.Keys);
    }

    // Offsets from the zip64 end record, which stands 76 bytes before the end record.
    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(24)]
    [InlineData(60)]
    [InlineData(72)]
    public void Zip64_records_that_speak_of_several_parts_are_reported(int field)
    {
        var package = new NupkgBuilder().Add(Plain);
        package.Zip.Zip64Entries = 2;
        var bytes = package.Build();
        bytes[bytes.Length - 98 + field] += 2;

        Assert.Contains(ProblemId.ZipDirectoryInconsistent, Unpacked.From(bytes).Ids);
    }

    [Fact]
    public void An_entry_of_a_part_that_there_is_not_is_reported()
    {
        var bytes = new NupkgBuilder().Add(Plain).Build();
        bytes.AsSpan(bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 34, 2).Fill(0xFF);

        Assert.Contains(ProblemId.ZipDirectoryInconsistent, Unpacked.From(bytes).Ids);
    }

    [Fact]
    public void The_text_says_which_reader_takes_which_name()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(Plain with { LocalName = "lib/x.txt" }).Add("lib/%62.txt", "b").Build());

        Assert.Contains(unpacked.Problems, problem => problem.Id == ProblemId.ZipHeadersDiffer && problem.Text.EndsWith("the local one: lib/x.txt", StringComparison.Ordinal));
        Assert.Contains(unpacked.Problems, problem => problem.Id == ProblemId.ZipAmbiguousName && problem.Text.Contains("NuGet installs lib/b.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_hidden_entries_are_examined_too()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(Plain with { Name = "../a.txt", Unlisted = true }).Build());

        Assert.Contains(ProblemId.ZipUnsafeName, unpacked.Ids);
    }

    [Theory]
    [MemberData(nameof(OrdinaryHeaders))]
    public void Headers_that_writers_make_are_quiet(string writer, RawEntry entry)
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(entry).Build());

        Assert.True(!unpacked.Problems.Any(), writer + string.Join(", ", unpacked.Problems.Select(problem => problem.Text)));
    }

    public static TheoryData<string, RawEntry> OrdinaryHeaders => new()
    {
        { "a size that is known before the data", Plain with { Descriptor = true, LocalSize = (uint)Plain.Content.Length } },
        { "room for a large size", Plain with { LocalVersionNeeded = 45, LocalSize = uint.MaxValue, LocalPackedSize = uint.MaxValue, LocalExtra = [1, 0, 16, 0, (byte)Plain.Content.Length, 0, 0, 0, 0, 0, 0, 0, (byte)RawZip.Deflate(Plain.Content).Length, 0, 0, 0, 0, 0, 0, 0] } },
        { "room for a part to grow", Plain with { LocalExtra = [0x20, 0xA2, 0x2C, 0x01, .. new byte[300]] } },
        { "the time of another system", Plain with { Extra = [0x0A, 0, 4, 0, 0, 0, 0, 0] } },
    };

    [Fact]
    public void Valid_data_descriptors_and_zip64_records_are_quiet()
    {
        var package = new NupkgBuilder().Add(Plain with { Descriptor = true });
        package.Zip.Zip64Entries = 2;

        Assert.Empty(Unpacked.From(package.Build()).Problems);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Archives_that_the_base_library_writes_are_quiet(bool isSeekable)
    {
        using var written = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(isSeekable ? written : new ForwardStream(written), System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, length) in new[] { ("empty.txt", 0), ("caf\u00e9.txt", 10), ("long.bin", 100_000) })
            {
                using var content = archive.CreateEntry(name).Open();
                content.Write(new byte[length]);
            }
        }

        var unpacked = Unpacked.From(written.ToArray(), "a.zip");

        Assert.Empty(unpacked.Problems);
        Assert.Equal([0L, 10, 100_000], unpacked.Result.Artifacts.Skip(1).Select(artifact => artifact.Size));
    }

    [Fact]
    public void Bytes_without_an_end_record_are_an_unreadable_directory()
    {
        var bytes = new NupkgBuilder().Build();

        var problem = Assert.Single(Unpacked.From(bytes[..^22]).Problems);

        Assert.Equal(ProblemEffect.Error, problem.Id.Effect());
        Assert.Equal(ProblemId.ZipDirectoryUnreadable, problem.Id);
    }

    [Fact]
    public void A_directory_record_that_runs_past_its_end_keeps_the_records_before_it()
    {
        var bytes = new NupkgBuilder().Add(Plain).Build();
        var last = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        bytes[last + 29] = 0xFF;

        var unpacked = Unpacked.From(bytes);

        Assert.Contains(ProblemId.ZipDirectoryUnreadable, unpacked.Ids);
        unpacked.Artifact("sample.nupkg!Sample.nuspec");
    }

    [Fact]
    public void The_last_end_record_that_leads_to_a_directory_is_used()
    {
        var package = new NupkgBuilder();
        package.Zip.Suffix = [.. "PK\u0005\u0006"u8, .. Enumerable.Repeat((byte)0xEE, 18)];

        var unpacked = Unpacked.From(package.Build());

        Assert.Contains(ProblemId.ZipSeveralEndRecords, unpacked.Ids);
        unpacked.Artifact("sample.nupkg!Sample.nuspec");
    }
}
