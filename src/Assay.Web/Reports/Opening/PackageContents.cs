using System.Globalization;
using System.Text;
using System.Text.Json;
using Assay.Community.Index;
using Assay.Model;
using Assay.Web.Hosting;
using Assay.Web.Isolation;
using Microsoft.Extensions.Options;

namespace Assay.Web.Reports.Opening;

/// <summary>Shows files and code of packages. Their bytes are opened in a child process; what it gave is kept. Thread-safe.</summary>
internal sealed class PackageContents(PackageFiles files, IsolatedRun isolated, IOptions<PortalOptions> options) : IDisposable
{
    private const int OutputBytes = 4 * 1024 * 1024;
    private const long MemoryBytes = 32L * 1024 * 1024;

    // A decompiler may take a core and hundreds of megabytes each.
    private const int AtOnce = 2;

    // Whoever comes later would wait longer than anybody looks at an empty page.
    private const int Waiting = 12;

    private readonly BoundedCache<OpenedFile> _kept = new(MemoryBytes, opened => opened.State == OpenedState.Found ? opened.Content.Length : -1);
    private readonly SemaphoreSlim _children = new(AtOnce);
    private int _waiting;

    /// <summary>When a child process is killed.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(options.Value.OpeningSeconds);

    /// <summary>Shows a file of a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="path">Path of the file below the package.</param>
    /// <param name="file">The file as the report has it.</param>
    public ValueTask<OpenedFile> FileAsync(VersionEntry version, string path, ReportedFile file) => OpenAsync(FileProgram.Name, version, [path, file.Sha256]);

    /// <summary>Shows the code of a place of a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="path">Path of the assembly below the package.</param>
    /// <param name="file">The assembly as the report has it.</param>
    /// <param name="place">The place.</param>
    public ValueTask<OpenedFile> CodeAsync(VersionEntry version, string path, ReportedFile file, CodePlace place) =>
        OpenAsync(CodeProgram.Name, version, [path, file.Sha256, place.Type, place.Method ?? "", place.Body ?? "", place.Offset?.ToString(CultureInfo.InvariantCulture) ?? ""]);

    private ValueTask<OpenedFile> OpenAsync(string program, VersionEntry version, string[] arguments) => _kept.GetAsync(string.Join('\n', [program, version.Sha256, .. arguments]), async () =>
    {
        if (files.Find(version) is not { } package)
        {
            return new OpenedFile(OpenedState.NoFile, default);
        }

        if (Interlocked.Increment(ref _waiting) > Waiting)
        {
            Interlocked.Decrement(ref _waiting);
            return new OpenedFile(OpenedState.Busy, default);
        }

        await _children.WaitAsync();
        try
        {
            var result = await isolated.RunAsync(program, [package, version.Sha256, .. arguments], Time, OutputBytes, CancellationToken.None);
            return result.End == IsolatedEnd.Completed ? Read(result.Output) : new OpenedFile(OpenedState.Failed, default) { TookTooLong = result.End == IsolatedEnd.TimedOut };
        }
        finally
        {
            _children.Release();
            Interlocked.Decrement(ref _waiting);
        }
    });

    /// <inheritdoc/>
    public void Dispose() => _children.Dispose();

    // The child has read a stranger's bytes: what it says is checked as theirs would be.
    private static OpenedFile Read(ReadOnlyMemory<byte> output)
    {
        var end = output.Span.IndexOf((byte)'\n');
        if (end < 0)
        {
            return new OpenedFile(OpenedState.Failed, default);
        }

        try
        {
            using var document = JsonDocument.Parse(output[..end], new JsonDocumentOptions { MaxDepth = 4 });
            var root = document.RootElement;
            return new OpenedFile(Enum.Parse<OpenedState>(root.GetProperty("state").GetString()!), output[(end + 1)..].ToArray())
            {
                IsText = root.TryGetProperty("text", out var text) && text.GetBoolean(),
                IsCut = root.TryGetProperty("cut", out var cut) && cut.GetBoolean(),
                Form = root.TryGetProperty("form", out var form) ? Enum.Parse<CodeForm>(form.GetString()!) : CodeForm.None,
                Marked = root.TryGetProperty("marked", out var marked) ? [.. marked.EnumerateArray().Select(line => line.GetInt32())] : [],
            };
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new OpenedFile(OpenedState.Failed, default);
        }
    }
}

/// <summary>A file or code of a package that can be shown.</summary>
/// <param name="State">What came of it.</param>
/// <param name="Content">Text in UTF-8, or the first bytes of what is no text.</param>
internal sealed record OpenedFile(OpenedState State, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether it is text.</summary>
    public bool IsText { get; init; }
    /// <summary>Whether there is more of it.</summary>
    public bool IsCut { get; init; }
    /// <summary>The language of code.</summary>
    public CodeForm Form { get; init; }
    /// <summary>Lines from 1 where the place is.</summary>
    public IReadOnlyList<int> Marked { get; init; } = [];
    /// <summary>Whether the child process was killed because of its time.</summary>
    public bool TookTooLong { get; init; }

    /// <summary>The content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Content.Span);
}
