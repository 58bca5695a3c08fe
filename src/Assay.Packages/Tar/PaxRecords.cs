using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Assay.Packages.Tar;

/// <summary>Records of a pax extended header: <c>25 path=some/long/name\n</c>, the number counts the whole record.</summary>
internal sealed record PaxRecords(string? Path, string? LinkTarget, long? Size, bool IsSparse, bool IsBroken)
{
    private const string SparsePrefix = "GNU.sparse.";

    public static PaxRecords Read(ReadOnlySpan<byte> data)
    {
        string? path = null, link = null;
        long? size = null;
        bool isSparse = false, isBroken = false;
        while (data.Length > 0 && data[0] != 0)
        {
            if (!Utf8Parser.TryParse(data, out int length, out var digits) || digits >= data.Length || data[digits] != ' ' || length <= digits + 1 || length > data.Length || data[length - 1] != '\n')
            {
                return new PaxRecords(path, link, size, isSparse, IsBroken: true);
            }

            var record = data[(digits + 1)..length].TrimEnd((byte)'\n');
            data = data[length..];
            var equals = record.IndexOf((byte)'=');
            var value = equals < 0 ? "" : Encoding.UTF8.GetString(record[(equals + 1)..]);
            switch (equals < 0 ? "" : Encoding.UTF8.GetString(record[..equals]))
            {
                case "path":
                    path = value;
                    break;
                case "linkpath":
                    link = value;
                    break;
                case var key when key.StartsWith(SparsePrefix, StringComparison.Ordinal):
                    isSparse = true;
                    break;
                case "size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    size = number;
                    break;
                case "size":
                    isBroken = true;
                    break;
            }
        }

        return new PaxRecords(path, link, size, isSparse, isBroken);
    }
}
