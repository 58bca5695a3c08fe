using System.Text;
using Assay.Packages.Feeds;
using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

/// <summary>Changes bytes of real documents: a reader gives something or says that it is no document, and gives the same again.</summary>
public sealed class FeedDocumentFuzzTests : IDisposable
{
    private const int Mutations = 2000;

    private static readonly FeedSource Source = new() { Name = "fuzz", Index = new Uri("https://feed.example.invalid/index.json") };
    private static readonly Uri Address = Source.Index!;
    private static readonly string[] Pieces = ["\"", "{", "[", "}", "<", "</", "&lt;", "<![CDATA[", "null", "-1", "99999999999999999999", "\\ud800", "1900-01-01T00:00:00", "http://127.0.0.1/", "=", "'", "\0", "\u00ff", "<entry>", "xml:base=\"", "@id", "version"];

    private readonly FeedServer _server = new();

    public FeedDocumentFuzzTests()
    {
        _server.AddModule("Alpha", "1.0.0", package => package with { Deprecated = true }).AddScript("Beta", "2.0.0-rc").AddModule("Alpha", "1.1.0", package => package with { Listed = false });
        _server.Delete("Beta", "2.0.0-rc");
    }

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("/v3/index.json")]
    [InlineData("/v3/search?take=10")]
    [InlineData("/v3/catalog/index.json")]
    [InlineData("/v3/catalog/page/0.json")]
    [InlineData("/v3/catalog/leaf/0.json")]
    [InlineData("/v3/registration/alpha/index.json")]
    public void Readers_of_V3_documents_stand_any_bytes(string path)
    {
        using var http = new FeedHttp(FeedLimits.Default, TimeProvider.System, null);
        Run(path, content =>
        {
            using var document = FeedHttp.ParseJson(content, Address, Source);
            var root = document.RootElement;
            var index = CatalogIndex.Read(root, FeedLimits.Default);
            var registration = Registration.Read(http, Source, FeedLimits.Default, root);
            var text = new StringBuilder().Append(index.Commit).AppendJoin(' ', index.Pages).AppendJoin(' ', registration.Entries).Append(RegistrationEntry.Read(root))
                .AppendJoin(' ', CatalogItem.ReadPage(root, FeedLimits.Default).Select(item => item.ToString()))
                .AppendJoin(' ', root.Items("data").Select(row => SearchRow.Read(row, FeedLimits.Default)));
            return text.Append(path.EndsWith("v3/index.json", StringComparison.Ordinal) ? ServiceIndex.Read(document, Source) : null).ToString();
        });
    }

    [Theory]
    [InlineData("/api/v2/Packages()?$inlinecount=allpages&$top=2")]
    [InlineData("/api/v2/Packages(Id='Alpha',Version='1.0.0')")]
    public void Readers_of_V2_documents_stand_any_bytes(string path) => Run(path, content =>
    {
        var page = GalleryPage.Read(content, Address, Source, FeedLimits.Default);
        return new StringBuilder().Append(page.Count).Append(page.Next).Append(page.Rows).AppendJoin(' ', page.Entries.Select(entry => entry.Listing.ToString() + entry.Content)).ToString();
    });

    private void Run(string path, Func<ReadOnlyMemory<byte>, string> read)
    {
        var original = _server.Respond(new LoopbackRequest(path, new Dictionary<string, string>(StringComparer.Ordinal))) is { Status: 200 } response ? Unpack(response) : throw new InvalidOperationException(path);
        Assert.NotEqual("", read(original));
        var random = new Random(path.Length);
        var (readable, refused) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            var mutated = Mutate(original, random);
            if (Outcome(mutated, read) is var outcome && outcome == Outcome(mutated, read))
            {
                _ = outcome.StartsWith('!') ? refused++ : readable++;
            }
        }

        Assert.Equal(Mutations, readable + refused);
        Assert.True(readable > 0 && refused > 0, $"{readable} {refused}");
    }

    // Nothing but this exception may come out of a reader.
    private static string Outcome(byte[] content, Func<ReadOnlyMemory<byte>, string> read)
    {
        try
        {
            return "." + read(content);
        }
        catch (FeedException exception)
        {
            return "!" + exception.Message;
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 20)));
                    break;
                default:
                    var from = random.Next(at + 1);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(at - from, random.Next(1, 40))).ToArray());
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add(0);
            }
        }

        return [.. bytes];
    }

    private static byte[] Unpack(LoopbackResponse response)
    {
        if (response.Headers.All(header => header.Name != "Content-Encoding"))
        {
            return response.Body;
        }

        using var zipped = new System.IO.Compression.GZipStream(new MemoryStream(response.Body), System.IO.Compression.CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }
}
