using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Web.Maintenance;

/// <summary>What a backup holds: every file with its size and SHA-256.</summary>
internal sealed record BackupManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "backup.json";

    /// <summary>The form that this program writes and reads.</summary>
    public const int Current = 1;

    /// <summary>The form.</summary>
    public required int Format { get; init; }

    /// <summary>The program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>The files, with forward slashes, ordinal by path.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>Writes it into a folder.</summary>
    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest));

    /// <summary>Reads it; throws <see cref="MaintenanceException"/> when a folder holds none that this program knows.</summary>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new MaintenanceException($"{folder} is no backup: there is no {FileName}.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.BackupManifest);
            return manifest is { Format: Current } ? manifest : throw new MaintenanceException($"{path} has another form than this program reads.");
        }
        catch (JsonException exception)
        {
            throw new MaintenanceException($"{path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Hashes a file.</summary>
    public static BackupFile Describe(string folder, string path)
    {
        using var stream = File.OpenRead(path);
        return new BackupFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">Below the folder.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record BackupFile(string Path, long Size, string Sha256);

[JsonSerializable(typeof(BackupManifest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class BackupJson : JsonSerializerContext;
