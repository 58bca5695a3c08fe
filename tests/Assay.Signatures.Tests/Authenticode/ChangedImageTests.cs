using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Authenticode;

/// <summary>Properties over random positions: whatever is changed in what is signed is noticed.</summary>
public sealed class ChangedImageTests
{
    private static readonly SignedImage Signed = new(ImageFacts.Library) { Message = ImageFacts.Stamped, Nested = new SignedImage(ImageFacts.Library) };

    [Fact]
    public void No_byte_of_the_signed_content_can_be_changed()
    {
        var signed = Signed.Sign();
        var end = (ImageFacts.Library.Length + 7) & ~7;
        var checkSum = SignedImage.CheckSum(signed);
        var entry = SignedImage.TableEntry(signed);
        var random = new Random(20);
        var positions = Enumerable.Range(0, 0x400).Concat(Enumerable.Range(0, 600).Select(_ => random.Next(end))).Where(at => (at < checkSum || at >= checkSum + 4) && (at < entry || at >= entry + 8)).ToArray();
        Assert.True(positions.Length > 1500);

        foreach (var at in positions)
        {
            var changed = (byte[])signed.Clone();
            changed[at] ^= (byte)(1 << random.Next(8));
            Assert.DoesNotContain("valid", ImageFacts.Of(changed).Statuses);
        }
    }

    [Fact]
    public void A_table_entry_that_was_changed_leads_to_no_valid_signature_of_another_extent()
    {
        var signed = Signed.Sign();
        var entry = SignedImage.TableEntry(signed);
        for (var bit = 0; bit < 64; bit++)
        {
            var changed = (byte[])signed.Clone();
            changed[entry + (bit / 8)] ^= (byte)(1 << (bit % 8));
            var facts = ImageFacts.Of(changed);

            Assert.DoesNotContain("valid", facts.Statuses);
            Assert.NotEmpty(facts.Anomalies);
        }
    }

    [Fact]
    public void A_change_of_the_signature_breaks_it_or_is_in_what_the_specification_leaves_out()
    {
        var signed = Signed.Sign();
        var start = (ImageFacts.Library.Length + 7) & ~7;
        var random = new Random(21);
        var broken = 0;
        for (var round = 0; round < 600; round++)
        {
            var changed = (byte[])signed.Clone();
            changed[random.Next(start, changed.Length)] ^= (byte)(1 << random.Next(8));
            var facts = ImageFacts.Of(changed);

            // Only certificates besides the signer's, time stamps and nested signatures are outside of the first signature; the image itself always fits.
            if (facts.Statuses is not ["valid", "valid"])
            {
                broken++;
                Assert.True(facts.Anomalies.Count > 0 || facts.Statuses.Any(status => status != "valid") || facts.Statuses.Count == 1);
            }
            else
            {
                Assert.DoesNotContain("signature-digest-mismatch", facts.Anomalies);
            }
        }

        Assert.True(broken > 100, $"only {broken} of 600 changes were noticed");
    }
}
