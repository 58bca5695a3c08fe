using Assay.Model;
using Assay.Model.Storing;

namespace Assay.Scan;

/// <summary>What was read of a package as bytes: artifacts, manifest, problems. Facts of shared contents stay where contents are kept and are named by number; nothing is compressed here.</summary>
/// <remarks>What a feed says is not part of it: that changes while the package does not.</remarks>
public static class PackageReadingFormat
{
    private const byte Format = 1;
    private const byte NoFacts = 0;
    private const byte FactsOfContent = 1;
    private const byte OwnFacts = 2;

    /// <summary>Writes a reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="numberOf">Gives the number under which a content is kept.</param>
    /// <param name="output">Takes the bytes.</param>
    public static void Write(PackageReading reading, Func<ReadContent, long> numberOf, StoredBuffer output)
    {
        var package = reading.Package;
        var distinct = Distinct(package.Files, out var numbers);
        var contents = ContentsOf(reading, distinct, numberOf);
        output.Byte(Format);
        WriteNumbers(contents, output);
        output.Text(package.FileName);
        output.Text(package.Sha256);
        output.Text(package.ContentHash);
        output.Number(package.Size);
        output.Text(package.Community);
        ManifestFormat.Write(package.Manifest, output);
        FileFactsFormat.WriteProblems(package.Problems, output);
        WriteFacts(distinct, contents, output);
        output.Number(package.Files.Count);
        for (var i = 0; i < package.Files.Count; i++)
        {
            Write(package.Files[i].Artifact, i, package.Files, output);
            output.Number(numbers[i]);
        }
    }

    /// <summary>Reads one; throws <see cref="InvalidDataException"/> when the bytes are damaged or a content is not there.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="contentOf">Gives the facts of a content by its number; null when there is none.</param>
    public static PackageReading Read(ReadOnlySpan<byte> bytes, Func<long, FileFacts?> contentOf)
    {
        var input = new StoredReader(bytes);
        var contents = ReadNumbers(ref input);
        var (fileName, sha256, contentHash, size, community) = (input.RequiredText(), input.RequiredText(), input.Text(), input.LongNumber(), input.Text());
        var manifest = ManifestFormat.Read(ref input);
        var problems = FileFactsFormat.ReadProblems(ref input);
        var facts = new FileFacts[input.Count()];
        foreach (ref var one in facts.AsSpan())
        {
            one = input.Byte() switch
            {
                NoFacts => FileFacts.Empty,
                FactsOfContent => contentOf(contents[input.Number(contents.Length - 1)]) ?? throw StoredReader.Broken(),
                OwnFacts => FileFactsFormat.Read(ref input),
                _ => throw StoredReader.Broken(),
            };
        }

        var files = new LinkedFile[input.Count()];
        for (var i = 0; i < files.Length; i++)
        {
            var artifact = ReadArtifact(ref input, i, files);
            files[i] = new LinkedFile(artifact, facts[input.Number(facts.Length - 1)], [], Surface.None);
        }

        if (!input.AtEnd)
        {
            throw StoredReader.Broken();
        }

        var package = new PackageFacts
        {
            FileName = fileName,
            Sha256 = sha256,
            ContentHash = contentHash,
            Size = size,
            Community = community,
            Manifest = manifest,
            Files = files,
            Problems = problems,
            Incomplete = false,
        };
        return new PackageReading(package, new ReadContent?[files.Length]);
    }

    /// <summary>Gives the numbers of the contents that a package needs, without reading the rest.</summary>
    public static IReadOnlyList<long> ContentsOf(ReadOnlySpan<byte> bytes)
    {
        var input = new StoredReader(bytes);
        return ReadNumbers(ref input);
    }

    // Artifacts of equal content have the same facts, here and after reading.
    private static List<FileFacts> Distinct(IReadOnlyList<LinkedFile> files, out int[] numbers)
    {
        var known = new Dictionary<FileFacts, int>(ReferenceEqualityComparer.Instance);
        var distinct = new List<FileFacts>();
        numbers = new int[files.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!known.TryGetValue(files[i].Facts, out numbers[i]))
            {
                numbers[i] = distinct.Count;
                known.Add(files[i].Facts, distinct.Count);
                distinct.Add(files[i].Facts);
            }
        }

        return distinct;
    }

    // For each of the facts the number of the content that has them; null where they belong to the package.
    private static long?[] ContentsOf(PackageReading reading, List<FileFacts> distinct, Func<ReadContent, long> numberOf)
    {
        var contents = new Dictionary<FileFacts, ReadContent>(ReferenceEqualityComparer.Instance);
        foreach (var content in reading.Contents.OfType<ReadContent>())
        {
            contents.TryAdd(content.Reading.Facts, content);
        }

        // What nothing was found in is numbered too: it must be known not to be read again.
        return [.. distinct.Select(facts => contents.TryGetValue(facts, out var content) ? numberOf(content) : (long?)null)];
    }

    private static void WriteNumbers(long?[] contents, StoredBuffer output)
    {
        output.Number(contents.Count(number => number is not null));
        foreach (var number in contents.OfType<long>())
        {
            output.Number(number);
        }
    }

    private static long[] ReadNumbers(ref StoredReader input)
    {
        if (input.Byte() != Format)
        {
            throw StoredReader.Broken();
        }

        var numbers = new long[input.Count()];
        foreach (ref var number in numbers.AsSpan())
        {
            number = input.LongNumber();
        }

        return numbers;
    }

    private static void WriteFacts(List<FileFacts> distinct, long?[] contents, StoredBuffer output)
    {
        output.Number(distinct.Count);
        var next = 0;
        for (var i = 0; i < distinct.Count; i++)
        {
            var place = contents[i] is null ? -1 : next++;
            if (distinct[i].IsEmpty)
            {
                output.Byte(NoFacts);
            }
            else if (place >= 0)
            {
                output.Byte(FactsOfContent);
                output.Number(place);
            }
            else
            {
                output.Byte(OwnFacts);
                FileFactsFormat.Write(distinct[i], output);
            }
        }
    }

    private static void Write(ArtifactInfo artifact, int index, IReadOnlyList<LinkedFile> files, StoredBuffer output)
    {
        // A path is nearly always that of the container and the name.
        output.Text(artifact.Name);
        output.Text(artifact.Path == PathOf(artifact.Name, artifact.Parent, index, files) ? null : artifact.Path);
        output.Number((int)artifact.Kind);
        output.Number(artifact.Size);
        output.Text(artifact.Sha256);
        output.Number(artifact.Parent + 1);
        output.Number(artifact.Depth);
        output.Byte((byte)((artifact.Derived ? 1 : 0) | (artifact.Origin is null ? 0 : 2) | (artifact.Digests is null ? 0 : 4)));
        if (artifact.Origin is { } origin)
        {
            output.Text(origin.How);
            output.Number(origin.HostPlace + 1);
            output.Text(origin.Excerpt);
            output.Byte(origin.Recovered ? (byte)1 : (byte)0);
        }

        if (artifact.Digests is { } digests)
        {
            output.Text(digests.Sha1);
            foreach (var list in (ReadOnlySpan<IReadOnlyList<string>>)[digests.OfImage, digests.WithOtherLineEnds])
            {
                output.Number(list.Count);
                foreach (var digest in list)
                {
                    output.Text(digest);
                }
            }
        }
    }

    private static ArtifactInfo ReadArtifact(ref StoredReader input, int index, LinkedFile[] files)
    {
        var (name, path, kind, size, sha256) = (input.RequiredText(), input.Text(), (ArtifactKind)input.Number(), input.LongNumber(), input.RequiredText());
        var (parent, depth, flags) = (input.Number(index) - 1, input.Number(), input.Byte());
        return new ArtifactInfo(path ?? PathOf(name, parent, index, files), name, kind, size, sha256, parent, depth, (flags & 1) != 0)
        {
            Origin = (flags & 2) == 0 ? null : new DerivedOrigin(input.RequiredText(), input.Number() - 1, input.Text()) { Recovered = input.Byte() != 0 },
            Digests = (flags & 4) == 0 ? null : new FileDigests(input.RequiredText()) { OfImage = ReadDigests(ref input), WithOtherLineEnds = ReadDigests(ref input) },
        };
    }

    private static string[] ReadDigests(ref StoredReader input)
    {
        var digests = new string[input.Count()];
        foreach (ref var digest in digests.AsSpan())
        {
            digest = input.RequiredText();
        }

        return digests;
    }

    private static string PathOf(string name, int parent, int index, IReadOnlyList<LinkedFile> files) => parent < 0 || parent >= index ? name : $"{files[parent].Artifact.Path}!{name}";
}
