using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Model;
using Assay.Packages.Compression;

namespace Assay.Packages.Unpacking;

/// <summary>One walk through one input: artifacts, problems and what is left of the budget.</summary>
internal sealed class UnpackRun(PackageFile file, UnpackBudget budget, ArtifactVisitor visit, StageTimer? stages, CancellationToken cancellation)
{
    private readonly List<ArtifactInfo> _artifacts = [];
    private readonly ProblemLog _problems = new(budget.Problems, budget.ProblemsPerKind);
    private readonly Excerpts _excerpts = new();
    private string? _contentHash;
    private bool _isVisiting;

    public UnpackBudget Budget => budget;
    public CancellationToken Cancellation => cancellation;
    public BufferPool Pool { get; } = BufferPool.Take();
    public Spending Spending { get; } = new(budget, file.Size);

    public UnpackResult Run()
    {
        if (file.Size > budget.InputBytes)
        {
            _problems.For(file.Name).AddLimit(Limit.InputBytes, budget.InputBytes, null, $"The input has {file.Size} bytes; the limit is {budget.InputBytes}.");
            _artifacts.Add(new ArtifactInfo(file.Name, file.Name, ArtifactKind.Unknown, file.Size, Hash(file.Bytes), -1, 0, Derived: false));
        }
        else if (file.Folder is { } folder)
        {
            AddFolder(folder);
        }
        else
        {
            Add(new Found(file.Name, file.Name, -1, 0), file.Bytes);
        }

        // After an exception it is not known who still has an array.
        Pool.Leave();
        return new UnpackResult(_artifacts, _problems.Problems, _artifacts[0].Sha256, _contentHash);
    }

    private void AddFolder(FolderContent folder)
    {
        // The folder is the container; its listing stands for its bytes, and there is nothing in it to look at.
        var info = new ArtifactInfo(file.Name, file.Name, ArtifactKind.Folder, file.Size, Hash(file.Bytes), -1, 0, Derived: false);
        _artifacts.Add(info);
        new FolderUnpacking(this, new Container(info, 0, file.Bytes), folder, _problems.For(file.Name)).Run();
    }

    /// <summary>Takes content in: identifies, visits, then opens it when it is a container.</summary>
    public void Add(Found found, ArraySegment<byte> content)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!Spending.TakeArtifact(_problems.For(found.Path), found))
        {
            return;
        }

        var info = Describe(found, content);
        var index = _artifacts.Count;
        _artifacts.Add(info);
        _isVisiting = true;
        var derived = visit(index, new Artifact(info, content.Array!, content.Offset, content.Count) { UnsignedPackage = found.UnsignedPackage });
        _isVisiting = false;
        foreach (var child in derived)
        {
            AddDerived(child, index, info);
        }

        TryOpen(info, index, content);
    }

    private ArtifactInfo Describe(Found found, ArraySegment<byte> content)
    {
        using var stage = stages.Measure(Stage.Identify);
        var kind = ArtifactIdentifier.Identify(content, found.Name);
        return new ArtifactInfo(found.Path, found.Name, kind, content.Count, Hash(content), found.Parent, found.Depth, found.Derived is not null)
        {
            Digests = found.IsCatalogued ? new FileDigests(HashSha1(content)) : null,
            Origin = found.Derived is { } origin ? new DerivedOrigin(origin.How, origin.HostPlace, _excerpts.Of(kind, content)) { Recovered = origin.Recovered } : null,
        };
    }

    // Read before, and no container: there is nothing to identify and nothing to open.
    private void AddKnown(Found found, DerivedArtifact child, KnownContent known)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!Spending.TakeArtifact(_problems.For(found.Path), found))
        {
            return;
        }

        var info = new ArtifactInfo(found.Path, found.Name, known.Kind, known.Size, known.Sha256, found.Parent, found.Depth, Derived: true)
        {
            Origin = new DerivedOrigin(child.How, child.HostPlace, _excerpts.Of(known)) { Recovered = child.Recovered },
        };
        var index = _artifacts.Count;
        _artifacts.Add(info);
        foreach (var next in visit(index, new Artifact(info, [], 0, 0) { IsKnown = true }))
        {
            AddDerived(next, index, info);
        }
    }

    /// <summary>Lists an artifact whose content could not be read.</summary>
    public void AddUnread(Found found, long size)
    {
        if (Spending.TakeArtifact(_problems.For(found.Path), found))
        {
            _artifacts.Add(new ArtifactInfo(found.Path, found.Name, ArtifactIdentifier.Identify([], found.Name) is var kind && kind == ArtifactKind.Empty ? ArtifactKind.Unknown : kind,
                size, "", found.Parent, found.Depth, Derived: false));
        }
    }

    private void AddDerived(DerivedArtifact child, int host, ArtifactInfo hostInfo)
    {
        var path = $"{hostInfo.Path}!{child.Name}";
        var reporter = _problems.For(path);
        if (hostInfo.Depth >= budget.Depth)
        {
            reporter.AddLimit(Limit.Nesting, budget.Depth, null, $"More than {budget.Depth} containers and hosts around it: not examined.");
            return;
        }

        var (allowed, limit) = Spending.Allowance(child.Size);
        if (child.Size > allowed)
        {
            Spending.Refuse(allowed, limit, child.Size, reporter, child.Name);
            return;
        }

        Spending.Take(child.Size);
        var found = new Found(path, child.Name, host, hostInfo.Depth + 1, child);
        if (child.Known is { } known)
        {
            AddKnown(found, child, known);
            return;
        }

        var bytes = MemoryMarshal.TryGetArray(child.Bytes, out var segment) ? segment : new ArraySegment<byte>(child.Bytes.ToArray());
        Add(found, bytes);
    }

    /// <summary>Opens a container; what our own readers did not expect ends this container only. Exceptions of the visitor pass.</summary>
    private void TryOpen(ArtifactInfo info, int index, ArraySegment<byte> content)
    {
        try
        {
            Open(info, index, content);
        }
        catch (OutOfMemoryException) when (!_isVisiting)
        {
            _problems.Add(ProblemId.LimitMemory, info.Path, null, "The memory did not suffice to unpack it: the rest was not read.");
        }
        catch (Exception exception) when (!_isVisiting && exception is not OperationCanceledException)
        {
            _problems.Add(ProblemId.InternalFailure, info.Path, null, $"Unpacking stopped: {exception.GetType().Name}.");
        }
    }

    private void Open(ArtifactInfo info, int index, ArraySegment<byte> content)
    {
        var reporter = _problems.For(info.Path);
        var claimsPackage = index == 0 && info.Name.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase);
        var isContainer = claimsPackage || info.Kind is ArtifactKind.Zip or ArtifactKind.NuGetPackage or ArtifactKind.GZip or ArtifactKind.Tar;
        if (isContainer && info.Depth >= budget.Depth)
        {
            reporter.AddLimit(Limit.Nesting, budget.Depth, null, $"A container below {budget.Depth} others: its content was not examined.");
            return;
        }

        var container = new Container(info, index, content);
        if (index == 0 && content.Count == 0)
        {
            reporter.Add(ProblemId.InputUnreadable, null, "The file is empty.");
        }
        else if (claimsPackage || info.Kind is ArtifactKind.Zip or ArtifactKind.NuGetPackage)
        {
            _contentHash = new ZipUnpacking(this, container, reporter).Run() ?? _contentHash;
        }
        else if (info.Kind == ArtifactKind.GZip)
        {
            new GzipUnpacking(this, container, reporter).Run();
        }
        else if (info.Kind == ArtifactKind.Tar)
        {
            new TarUnpacking(this, container, reporter).Run();
        }
        else if (info.Kind == ArtifactKind.OtherArchive)
        {
            reporter.Add(ProblemId.ArchiveNotRead, null, "The archive format is not read: its content was not examined.");
        }
    }

    private static string Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static string HashSha1(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        CryptographicOperations.HashData(HashAlgorithmName.SHA1, content, hash);
        return Convert.ToHexStringLower(hash);
    }
}

/// <summary>Where content was found.</summary>
internal readonly record struct Found(string Path, string Name, int Parent, int Depth, DerivedArtifact? Derived = null)
{
    /// <summary>True when a catalogue beside it may list it by digests that are taken for nothing else.</summary>
    public bool IsCatalogued { get; init; }

    /// <summary>The package that the content signs; null for anything but a package signature.</summary>
    public IUnsignedPackage? UnsignedPackage { get; init; }
}

/// <summary>An artifact that holds others, with its bytes.</summary>
internal sealed record Container(ArtifactInfo Info, int Index, ArraySegment<byte> Content)
{
    /// <summary>True when one of the entries is a catalogue by its name.</summary>
    public bool HoldsCatalogue { get; init; }

    public Found Entry(string name) => new($"{Info.Path}!{name}", name, Index, Info.Depth + 1) { IsCatalogued = HoldsCatalogue };
}
