using System.Text;
using Assay.TestInputs;

namespace Assay.Fuzz.Mutation;

/// <summary>Changes headers of a tar and writes their checksums anew; below gzip as well, whose trailer fits then.</summary>
internal sealed class TarMutation : IMutation
{
    private const int Block = 512;
    private const int GzipHeader = 10;
    private const int GzipTrailer = 8;
    private const int Checksum = 148;

    // POSIX ustar: name, mode, owner, group, size, time, type, link, magic, device numbers, prefix.
    private static readonly (int At, int Length)[] Fields = [(0, 100), (100, 8), (108, 8), (116, 8), (124, 12), (124, 12), (124, 12), (136, 12), (156, 1), (156, 1), (157, 100), (257, 8), (329, 8), (345, 155)];
    private static readonly string[] Values = ["77777777777", "00000000000", "-1", " 1", "\u00800", "99999999999", "../../x", "/x", "PaxHeader", "ustar", "ustar  ", "", "\0\0", "a//b", "00000001000"];

    public static TarMutation Instance { get; } = new();

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        if (input is [0x1F, 0x8B, 8, ..] && input.Length > GzipHeader + GzipTrailer)
        {
            if (ZipEntries.Inflate(input[GzipHeader..^GzipTrailer]) is not { } inner)
            {
                return null;
            }

            var changed = MutateTar(inner, source) ?? ByteMutation.Instance.Mutate(inner, source) ?? inner;
            return source.Next(12) switch
            {
                0 => RawTar.Gzip(changed, crc: (uint)source.Next(int.MaxValue)),
                1 => RawTar.Gzip(changed, length: (uint)source.Next(int.MaxValue)),
                2 => RawTar.Gzip(changed, flags: (byte)source.Next(32)),
                3 => [.. RawTar.Gzip(changed), .. RawTar.Gzip(inner)],
                _ => RawTar.Gzip(changed),
            };
        }

        return MutateTar(input, source);
    }

    private static byte[]? MutateTar(byte[] input, MutationSource source)
    {
        if (input.Length < Block)
        {
            return null;
        }

        var bytes = (byte[])input.Clone();
        var header = bytes.AsSpan(source.Next(bytes.Length / Block) * Block, Block);
        var (at, length) = source.Pick(Fields);
        var value = length == 1 ? [(byte)"01234567xgLKSVAN\0"[source.Next(17)]] : source.Chance(3) ? ByteMutation.Instance.Mutate(header.Slice(at, length).ToArray(), source) ?? [] : Encoding.Latin1.GetBytes(source.Pick(Values));
        header.Slice(at, length).Clear();
        value.AsSpan(0, Math.Min(value.Length, length)).CopyTo(header[at..]);
        Fix(header);
        return bytes;
    }

    /// <summary>Writes the checksum of a header as its other bytes ask for.</summary>
    internal static void Fix(Span<byte> header)
    {
        header.Slice(Checksum, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in header)
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[Checksum..]);
    }
}
